import { hashUniform } from '../../../shared/random.ts';
import { humanLabel, judgeAnswer } from '../../../shared/rates/labelled-frame.ts';
import type { World } from './world.ts';

/** What a judge and a person said about a world in memory: a truth nobody labelled, a judge that errs, a person who labels a drawn part. */
export type InventedLabels = {
  readonly judge: string;
  readonly annotator: string;
  /** Chance of a pair to be labelled by people. */
  readonly humanProbability: number;
  /** `judgeAnswer` codes. */
  readonly answerOf: (query: number, document: number) => number;
  /** `humanLabel` codes. */
  readonly labelOf: (query: number, document: number) => number;
};

const [sensitivity, specificity, failures] = [0.9, 0.86, 0.01];

/** Labels by hash: the same pair always alike. Of a query's own four documents the first two are right answers; of others few are. */
export function inventLabels(world: World): InventedLabels {
  const idsOf = (query: number, document: number): readonly [string, string] => [
    world.queries[query]?.id ?? '',
    world.documents[document]?.id ?? '',
  ];
  const isRelevant = (query: number, document: number): boolean =>
    Math.floor(document / 4) === query ? document % 4 < 2 : hashUniform(11, ...idsOf(query, document)) < 0.02;
  const humanProbability = 0.35;
  return {
    judge: 'table-8b binary-1',
    annotator: 'ada',
    humanProbability,
    answerOf(query, document) {
      const u = hashUniform(12, ...idsOf(query, document));
      if (hashUniform(13, ...idsOf(query, document)) < failures) return judgeAnswer.failed;
      const says = isRelevant(query, document) ? u < sensitivity : u >= specificity;
      return says ? judgeAnswer.relevant : judgeAnswer.notRelevant;
    },
    labelOf(query, document) {
      if (hashUniform(0, ...idsOf(query, document)) >= humanProbability) return humanLabel.none;
      return isRelevant(query, document) ? humanLabel.relevant : humanLabel.notRelevant;
    },
  };
}

/** Where nobody said anything. */
export const noLabels: InventedLabels = {
  judge: '',
  annotator: '',
  humanProbability: 0,
  answerOf: () => judgeAnswer.notAsked,
  labelOf: () => 0,
};
