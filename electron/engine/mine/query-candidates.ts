import type { Output } from '../../../shared/ipc/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { mergedCandidates } from '../../../shared/mining/merge-units.ts';
import { minedQuery } from '../../../shared/mining/mined-query.ts';
import { rowValue } from '../../../shared/mining/row-values.ts';
import { candidateLabels } from './candidate-labels.ts';
import type { DecidedView } from './decided-views.ts';
import { knownNegatives } from './known-negatives.ts';
import { documentTexts, queryTexts } from './texts.ts';

/** Everything about one query: its positives and every candidate with its texts and reasons. Throws `not-found` for one that is not mined. */
export async function queryCandidates(view: DecidedView, query: number): Promise<Output<'query.candidates'>> {
  const { workspace, storedPool, decision } = view;
  const row = storedPool.pool.queries.indexOf(query);
  if (row < 0) {
    throw new AppError('not-found', `query ${query} has no positive in split "${storedPool.split}"`);
  }
  const decided = decision.ofRows([row]);
  const mined = minedQuery(decided, row);
  const candidates = mergedCandidates(mined.units);
  const [anchorScore, threshold] = [
    rowValue(decided, row, 'anchorScore'),
    rowValue(decided, row, 'threshold'),
  ];
  const texts = await documentTexts(
    workspace,
    [...candidates, ...mined.positives].map(({ document }) => document),
  );
  const textsOf = (document: number) => ({
    id: texts.get(document)?.id ?? '',
    title: texts.get(document)?.title ?? '',
    text: texts.get(document)?.text ?? '',
  });
  const own = (await queryTexts(workspace, [query])).get(query);
  const negatives = knownNegatives(await workspace.dataSet(), query);
  const labelsOf = await candidateLabels(workspace, query);
  return {
    query: {
      query,
      id: own?.id ?? '',
      ids: own === undefined ? [] : [own.id, ...own.others],
      text: own?.text ?? '',
    },
    anchorScore: Number.isNaN(anchorScore) ? null : anchorScore,
    threshold: Number.isNaN(threshold) ? null : threshold,
    shortBy: rowValue(decided, row, 'shortBy'),
    positives: mined.positives.map(({ document, score }) => ({ document, score, ...textsOf(document) })),
    candidates: candidates.map((candidate) => ({
      ...candidate,
      ...textsOf(candidate.document),
      failed: [...candidate.failed],
      verdict: candidate.failed.length === 0 ? 'kept' : 'dropped',
      knownNegative: negatives.has(candidate.document),
      ...labelsOf(candidate.document),
    })),
    units: mined.units.map(({ positive, anchorScore: anchor, threshold: bound, kept, shortBy }) => ({
      positive,
      anchorScore: anchor,
      threshold: bound,
      kept,
      shortBy,
    })),
  };
}
