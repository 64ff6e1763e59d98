import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { clopperPearson } from '../../shared/distributions/clopper-pearson.ts';
import { type CellResult, type Group, simulateGroup } from './coverage-group.ts';
import { simulateSuggestions, type SuggestResult } from './coverage-suggest.ts';

// Coverage of the rates' intervals and errors of "suggest a setting", by simulation (statistics.md §4, §5).
// node coverage.bench.js [RUNS = 4000] [every]: `every` prints each cell, not only those that fail and each judge's extremes.
// COVERAGE_STRIDE=5 looks at every fifth judge only: a look of minutes after a small change.

const Job = z.object({
  kind: z.enum(['coverage', 'suggest']),
  group: z.object({ prevalence: z.number(), sensitivity: z.number(), specificity: z.number() }),
  runs: z.int(),
  seed: z.int(),
});
type Job = z.infer<typeof Job>;

type Answer = { readonly cells: readonly CellResult[]; readonly suggestions: readonly SuggestResult[] };

const levels = { least: 0.93, most: 0.975 } as const;
/** Below this many expected relevant labels only the lower limit counts. */
const fewRelevant = 10;
const widest = 1.02;

if (isMainThread) await main();
else work();

function work(): void {
  const { kind, group, runs, seed } = Job.parse(workerData);
  const answer: Answer =
    kind === 'coverage'
      ? { cells: simulateGroup(group, runs, seed), suggestions: [] }
      : { cells: [], suggestions: simulateSuggestions(group, runs, seed) };
  parentPort?.postMessage(answer);
}

async function main(): Promise<void> {
  const runs = Number(process.argv[2] ?? 4000);
  const every = process.argv.includes('every');
  const rates = [0.6, 0.8, 0.95];
  const groups = [0.01, 0.05, 0.2, 0.4].flatMap((prevalence) =>
    rates.flatMap((sensitivity) => rates.map((specificity) => ({ prevalence, sensitivity, specificity }))),
  );
  const stride = Number(process.env['COVERAGE_STRIDE'] ?? 1);
  const jobs: Job[] = [
    ...groups
      .map((group, i): Job => ({ kind: 'coverage', group, runs, seed: 1000 + i }))
      .filter((_, i) => i % stride === 0),
    ...groups
      .filter(({ sensitivity, specificity }) => sensitivity === specificity && stride === 1)
      .map((group, i): Job => ({ kind: 'suggest', group, runs, seed: 2000 + i })),
  ];
  const start = performance.now();
  const answers = await inParallel(jobs, Math.max(1, availableParallelism()));
  const cells = answers.flatMap((answer) => answer.cells);
  const suggestions = answers.flatMap((answer) => answer.suggestions);
  const out = (line: string): void => void process.stdout.write(`${line}\n`);
  out(`${runs} runs a cell, ${cells.length} cells, ${Math.round((performance.now() - start) / 1000)} s`);
  if (every) for (const cell of cells) out(cellLine(cell));
  out('');
  out('prevalence sens. spec.   coverage with ≥ 10 relevant labels   with fewer   widest against λ = 0');
  for (const group of groups) out(groupLine(group, cells));
  const failing = cells.filter((cell) => faultOf(cell) !== null);
  out('');
  out(failing.length === 0 ? 'No cell fails.' : `${failing.length} cells fail:`);
  for (const cell of failing) out(`${cellLine(cell)}  ${faultOf(cell) ?? ''}`);
  out('');
  out('suggested at the limit: prevalence, sens. = spec., labels, target, errs, suggests');
  for (const s of suggestions) out(suggestLine(s));
  const erring = suggestions.filter((s) => clopperPearson(s.erred, s.runs, 0.999).low > 0.05);
  if (failing.length > 0 || erring.length > 0) process.exitCode = 1;
}

async function inParallel(jobs: readonly Job[], width: number): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < jobs.length; at = next++) {
      const job = jobs[at];
      if (job === undefined) return;
      const answer = await inWorker(job);
      answers[at] = answer;
      done += 1;
      const { cells } = answer;
      const summary =
        cells.length === 0
          ? ''
          : ` ${groupLine(job.group, cells)}, ${cells.filter((cell) => faultOf(cell) !== null).length} fail`;
      process.stderr.write(`coverage: ${done} of ${jobs.length}${summary}\n`);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return answers;
}

function inWorker(job: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a worker ended with code ${code} before it answered`)));
  });
}

/** What is wrong with a cell: its coverage surely outside the limits, or too wide. */
function faultOf(cell: CellResult): string | null {
  const { low, high } = clopperPearson(cell.covered, cell.runs, 0.999);
  if (high < levels.least) return 'covers too little';
  if (low > levels.most && cell.meanRelevant >= fewRelevant) return 'covers too much';
  if (cell.widthRatio > widest) return 'too wide';
  return null;
}

function cellLine(cell: CellResult): string {
  return [
    percent(cell.prevalence),
    cell.sensitivity,
    cell.specificity,
    cell.plan.padEnd(10),
    percent(cell.share).padStart(6),
    String(cell.labels).padStart(3),
    cell.target.padEnd(18),
    `covers ${percent(cell.covered / cell.runs)} (truth above ${percent(cell.below / cell.runs)}, below ${percent(cell.above / cell.runs)})`,
    `relevant ${cell.meanRelevant.toFixed(1)}`,
    `width ${cell.medianWidth.toFixed(4)}, × ${cell.widthRatio.toFixed(3)}`,
    `λ ${cell.meanLambda.toFixed(2)}`,
  ].join('  ');
}

function groupLine(group: Group, cells: readonly CellResult[]): string {
  const own = cells.filter(
    (cell) =>
      cell.prevalence === group.prevalence &&
      cell.sensitivity === group.sensitivity &&
      cell.specificity === group.specificity,
  );
  const many = own.filter((cell) => cell.meanRelevant >= fewRelevant);
  const few = own.filter((cell) => cell.meanRelevant < fewRelevant);
  return [
    percent(group.prevalence).padStart(10),
    String(group.sensitivity).padStart(5),
    String(group.specificity).padStart(5),
    spanOf(many).padStart(28),
    spanOf(few).padStart(22),
    Math.max(...own.map((cell) => cell.widthRatio))
      .toFixed(3)
      .padStart(10),
  ].join(' ');
}

function spanOf(cells: readonly CellResult[]): string {
  if (cells.length === 0) return '–';
  const shares = cells.map((cell) => cell.covered / cell.runs);
  return `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`;
}

function suggestLine(s: SuggestResult): string {
  return [
    percent(s.prevalence).padStart(7),
    String(s.sensitivity).padStart(5),
    String(s.labels).padStart(4),
    s.target.padEnd(18),
    percent(s.erred / s.runs).padStart(7),
    percent(s.suggested / s.runs).padStart(7),
  ].join('  ');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
