import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { uniformOfHashes } from '../../../shared/random.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Pairs that one call judged, in its order. */
export type ProbeGroup = {
  readonly query: number;
  readonly positive: number | null;
  readonly pairs: readonly {
    readonly document: number;
    readonly grade: number;
    readonly relevant: boolean;
  }[];
};

const Row = z.object({
  query: z.int(),
  document: z.int(),
  positive: z.int().nullable(),
  grade: z.number(),
  relevant: z.boolean(),
  call: z.string(),
});

/** Judgements with an answer that the judge itself was asked for. */
export const canBeProbed = "state = 'answered' AND call <> ''";

/** Judged calls of a judge in a run, drawn at random by `seed`, with about `pairs` pairs. Throws `not-found` where it has judged nothing. */
export async function drawProbeGroups(
  workspace: Workspace,
  judge: string,
  run: string,
  pairs: number,
  seed: number,
): Promise<readonly ProbeGroup[]> {
  const rows = await workspace.database.all(
    Row,
    `SELECT query, document, positive, grade, relevant, call FROM judgements
     WHERE judge = ? AND run = ? AND ${canBeProbed} ORDER BY query, call, place`,
    [judge, run],
  );
  if (rows.length === 0) {
    throw new AppError(
      'not-found',
      `${judge} has no usable answer in run "${run}" yet; judge some pairs first, then probe the judge`,
    );
  }
  const byCall = new Map<string, z.output<typeof Row>[]>();
  for (const row of rows) {
    const own = byCall.get(row.call);
    if (own === undefined) byCall.set(row.call, [row]);
    else own.push(row);
  }
  const groups = Array.from(byCall.values(), (own) => ({
    order: uniformOfHashes(seed, own[0]?.query ?? 0, own[0]?.document ?? 0),
    query: own[0]?.query ?? 0,
    positive: own[0]?.positive ?? null,
    pairs: own.map(({ document, grade, relevant }) => ({ document, grade, relevant })),
  })).toSorted((a, b) => a.order - b.order);
  const drawn: ProbeGroup[] = [];
  let count = 0;
  for (const group of groups) {
    if (count >= pairs) break;
    drawn.push(group);
    count += group.pairs.length;
  }
  return drawn;
}
