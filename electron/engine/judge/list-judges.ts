import { z } from 'zod';
import { answerStates } from '../../../shared/judge/answer-state.ts';
import { ProbeResult } from '../../../shared/ipc/judge-answers.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { canBeProbed } from './probe-groups.ts';
import { listUnfinished } from './list-unfinished.ts';
import type { Workspace } from '../workspace/workspace.ts';

const Row = z.object({
  name: z.string(),
  model: z.string(),
  endpoint: z.string(),
  prompt: z.string(),
  state: z.enum(answerStates),
  n: z.int(),
  relevant: z.int(),
  tokens_in: z.int(),
  tokens_out: z.int(),
  last: z.date(),
});
const RunRow = z.object({ judge: z.string(), run: z.string() });
const ProbeRow = z.object({
  judge: z.string(),
  result: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(ProbeResult),
});

/** Who has judged in a workspace, the latest first: counts by state, tokens, and the latest result of each probe; and what is unfinished. */
export async function listJudges(workspace: Workspace): Promise<Output<'judge.list'>> {
  const rows = await workspace.database.all(
    Row,
    `SELECT judge AS name, any_value(model) AS model, arg_max(endpoint, created) AS endpoint, any_value(prompt) AS prompt, state,
       count(*) AS n, count(*) FILTER (relevant) AS relevant, CAST(coalesce(sum(tokens_in), 0) AS BIGINT) AS tokens_in,
       CAST(coalesce(sum(tokens_out), 0) AS BIGINT) AS tokens_out, max(created) AS last
     FROM judgements GROUP BY judge, state ORDER BY last DESC`,
  );
  const probes = await workspace.database.all(
    ProbeRow,
    `SELECT judge, result FROM judge_probes QUALIFY row_number() OVER (PARTITION BY judge, probe ORDER BY created DESC) = 1 ORDER BY judge, probe`,
  );
  const runs = await workspace.database.all(
    RunRow,
    `SELECT DISTINCT judge, run FROM judgements WHERE ${canBeProbed} ORDER BY run`,
  );
  const names = [...new Set(rows.map(({ name }) => name))];
  return {
    unfinished: await listUnfinished(workspace),
    judges: names.map((name) => {
      const own = rows.filter((row) => row.name === name);
      const sum = (value: (row: z.output<typeof Row>) => number): number =>
        own.reduce((total, row) => total + value(row), 0);
      const [first] = own;
      return {
        name,
        model: first?.model ?? '',
        endpoint: first?.endpoint ?? '',
        prompt: first?.prompt ?? '',
        judged: sum(({ state, n }) => (state === 'answered' ? n : 0)),
        relevant: sum(({ relevant }) => relevant),
        failed: Object.fromEntries(
          own.flatMap(({ state, n }) => (state === 'answered' ? [] : [[state, n] as const])),
        ),
        tokens: { in: sum(({ tokens_in }) => tokens_in), out: sum(({ tokens_out }) => tokens_out) },
        last: first?.last.toISOString() ?? '',
        probes: probes.filter(({ judge }) => judge === name).map(({ result }) => result),
        probeRuns: runs.filter(({ judge }) => judge === name).map(({ run }) => run),
      };
    }),
  };
}
