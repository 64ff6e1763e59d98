import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { openedPaths } from './opened-paths.ts';

test('what the system hands over before there are windows waits for them', () => {
  const app = new EventEmitter();
  const preventDefault = vi.fn<() => void>();
  const opened = openedPaths(app);
  app.emit('open-file', { preventDefault }, '/a');
  app.emit('open-file', { preventDefault }, '/b');
  const seen: string[] = [];
  opened.onPath((path) => void seen.push(path));
  app.emit('open-file', { preventDefault }, '/c');
  expect(seen).toEqual(['/a', '/b', '/c']);
  expect(preventDefault).toHaveBeenCalledTimes(3);
});
