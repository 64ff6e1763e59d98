import { expect, test } from 'vitest';
import { coresIn, physicalCores } from './physical-cores.ts';

test('two hardware threads of a core count once, cores of two sockets twice', () => {
  const processor = (socket: number, core: number): string =>
    `processor\t: 0\nphysical id\t: ${socket}\nsiblings\t: 4\ncore id\t\t: ${core}\n`;
  expect(coresIn([processor(0, 0), processor(0, 0), processor(0, 1), processor(1, 0)].join('\n'))).toBe(3);
});

test('says nothing where the system does not name cores', () => {
  expect(coresIn('processor\t: 0\nBogoMIPS\t: 50.00\n')).toBeNull();
  expect(physicalCores()).toBeGreaterThanOrEqual(1);
});
