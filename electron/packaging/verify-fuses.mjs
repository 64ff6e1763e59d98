import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fuses from './fuses.json' with { type: 'json' };

/** States of a fuse as they stand in the program: the characters 1 and 0. */
const states = new Map([
  [true, 49],
  [false, 48],
]);

/**
 * The program of an unpacked package.
 * @param {string} folder
 */
export function programIn(folder) {
  const names = [
    'negscope',
    'negscope.exe',
    'Negscope.exe',
    join('Negscope.app', 'Contents', 'MacOS', 'Negscope'),
  ];
  const program = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (program === undefined) throw new Error(`${folder} holds no program`);
  return program;
}

/**
 * Reads the fuses of a packaged app back from its program. Throws with the names of those that stand otherwise.
 * @param {string} program
 */
export async function verifyFuses(program) {
  const wire = await getCurrentFuseWire(program);
  const numbers = new Map(Object.entries(FuseV1Options));
  const wrong = Object.entries(fuses).flatMap(([name, isOn]) => {
    const number = numbers.get(`${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);
    const state = Object.entries(wire).find(([fuse]) => fuse === String(number))?.[1];
    return number !== undefined && state === states.get(isOn) ? [] : [name];
  });
  if (wrong.length > 0) throw new Error(`${program}: fuses not as wanted: ${wrong.join(', ')}`);
  process.stdout.write(`fuses verified: ${program}\n`);
}
