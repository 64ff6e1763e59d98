import { expect, it } from 'vitest';
import { appCommands } from '../../../shared/app-commands.ts';
import { findCommands } from './find-commands.ts';

const found = (typed: string): readonly string[] =>
  findCommands(appCommands, typed).map(({ label }) => label);

it('gives the command of a name before those that merely have its letters', () => {
  expect(found('tune')[0]).toBe('Tune');
  expect(found('tune')).toContain('Undo Setting');
  expect(found('setting').slice(0, 1)).toEqual(['Settings…']);
  expect(found('runs')[0]).toBe('Runs');
  for (const { label } of appCommands) expect(found(label)[0]).toBe(label);
});

it('finds by letters in order, all of them without any, and none by others', () => {
  expect(found('gst')).toContain('Starved Queries');
  expect(found('')).toEqual(appCommands.map(({ label }) => label));
  expect(found('zzz')).toEqual([]);
});
