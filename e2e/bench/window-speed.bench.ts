import { measureDrag } from './window-speed/measure-drag.ts';
import { resultTable, type ResultRow } from './window-speed/result-rows.ts';

// What a person waits for in the real window, on generated data: `npm run bench -- window-speed [STEPS]`.

const [steps = 300] = process.argv.slice(2).map(Number);
const million = { queries: 10_000, poolSize: 100 };
const tenMillion = { queries: 100_000, poolSize: 100 };

const measurements: readonly (() => Promise<readonly ResultRow[]>)[] = [
  () => measureDrag('1 million', million, steps),
  () => measureDrag('10 million', tenMillion, steps),
];

const rows: ResultRow[] = [];
for (const measure of measurements) {
  const found = await measure();
  rows.push(...found);
  process.stderr.write(`${resultTable(found)}\n`);
}
process.stdout.write(`${resultTable(rows)}\n`);
