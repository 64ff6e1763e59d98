import type { EventMapping } from '../../../shared/rates/event-mapping.ts';
import type { Pieces } from '../../../shared/pieces.ts';
import { judgeAnswer } from '../../../shared/rates/labelled-frame.ts';
import {
  addImported,
  isImportedInSample,
  noImportedPairs,
  sampleColumns,
  type SampledPairs,
} from './imported-design.ts';
import type { PlanPairs } from './plan-pairs.ts';
import type { PairAnswer } from './read-answers.ts';

/** Probability, how it is known (`probabilitySource`), and answer (`judgeAnswer`) of each pair. */
export type JudgeColumns = {
  readonly probability: Float64Array;
  readonly source: Uint8Array;
  readonly answer: Uint8Array;
  /** `SampleColumns`. */
  readonly together: Float64Array;
  /** Probability by draws of this program alone. */
  readonly own: Float64Array;
};

/**
 * What a judge said of pairs in its sample, which draws of this program chose by the probabilities `own`. An answer about a pair that no
 * plan drew is left aside, as if nobody had asked.
 */
export function* judgeColumns(
  plan: SampledPairs & Pick<PlanPairs, 'uniform'>,
  own: Float64Array,
  answers: ReadonlyMap<number, PairAnswer>,
  mapping: EventMapping,
  selected: Uint8Array | null,
  ofOthers: ReadonlySet<string>,
): Pieces<JudgeColumns> {
  const imported = noImportedPairs();
  for (const [pair, { design, probability, batch }] of answers) {
    if (!ofOthers.has(batch))
      addImported(imported, pair, design === 'own' ? 'probability' : design, probability);
  }
  const sample = yield* sampleColumns(plan, own, imported, selected);
  const answer = new Uint8Array(plan.count);
  for (const [pair, { value, design, probability, batch }] of answers) {
    const isDrawn =
      design === 'own'
        ? (own[pair] ?? 0) > 0
          ? (plan.uniform[pair] ?? 1) < (own[pair] ?? 0)
          : probability !== null
        : !ofOthers.has(batch) && isImportedInSample(sample, pair, design);
    if (isDrawn) answer[pair] = codeOf(value === null ? null : mapping[value]);
  }
  const { source, together } = sample;
  return { probability: sample.probability, source, together, answer, own };
}

/** A judge says that a candidate is a false negative, or it does not; whatever else it might say is no usable answer. */
function codeOf(event: EventMapping[keyof EventMapping] | null): number {
  if (event === null || event === 'missing') return judgeAnswer.failed;
  return event === 'false-negative' ? judgeAnswer.relevant : judgeAnswer.notRelevant;
}
