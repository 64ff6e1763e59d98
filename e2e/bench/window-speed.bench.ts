import { measureBrush } from './window-speed/measure-brush.ts';
import { measureBuilding } from './window-speed/measure-building.ts';
import { measureDrag } from './window-speed/measure-drag.ts';
import { measureWhileEncoding } from './window-speed/measure-encoding.ts';
import { measureOpeningWorkspace } from './window-speed/measure-opening.ts';
import { measureWhileJudging } from './window-speed/measure-judging.ts';
import { measureStart } from './window-speed/measure-start.ts';
import { measureTable } from './window-speed/measure-table.ts';
import { resultTable, type ResultRow } from './window-speed/result-rows.ts';

// What a person waits for in the real window, on generated data: `npm run bench -- window-speed [STEPS [PART …]]`.

const [steps = '300', ...parts] = process.argv.slice(2);
const stepCount = Number(steps);
const million = { queries: 10_000, poolSize: 100 };
const tenMillion = { queries: 100_000, poolSize: 100 };
const hundredMillion = { queries: 1_000_000, poolSize: 100 };
const millionQueries = { queries: 1_000_000, poolSize: 10 };

const measurements: Readonly<Record<string, () => Promise<readonly ResultRow[]>>> = {
  start: measureStart,
  opening: () => measureOpeningWorkspace('10 million', tenMillion, 5),
  drag1: () => measureDrag('1 million', million, stepCount),
  drag10: () => measureDrag('10 million', tenMillion, stepCount),
  drag100: () => measureDrag('100 million', hundredMillion, stepCount),
  tables10: () => measureBuilding('10 million', tenMillion, { partialMs: 1_000, wholeMs: 1_000 }, 3),
  tables100: () => measureBuilding('100 million', hundredMillion, { partialMs: 1_000, wholeMs: 8_000 }, 2),
  brush1: () => measureBrush('1 million', million, 33, stepCount),
  brush10: () => measureBrush('10 million', tenMillion, 100, stepCount),
  table: () => measureTable(millionQueries, stepCount),
  judging10: () => measureWhileJudging('10 million', tenMillion, stepCount),
  encoding: () => measureWhileEncoding(stepCount),
};

const rows: ResultRow[] = [];
for (const [part, measure] of Object.entries(measurements)) {
  if (parts.length > 0 && !parts.includes(part)) continue;
  const found = await measure();
  rows.push(...found);
  process.stderr.write(`${resultTable(found)}\n`);
}
process.stdout.write(`${resultTable(rows)}\n`);
