import { allAtOnce, inRanges, type Pieces } from '../pieces.ts';
import { humanLabel, judgeAnswer, type LabelledFrame } from './labelled-frame.ts';

/** A frame with weights and predictions worked out, shared by every rate and setting. */
export type PreparedFrame = {
  readonly frame: LabelledFrame;
  /** 1 / π₁ where the judge was asked, else 0. */
  readonly judgeWeight: Float64Array;
  /** 1 / π where people gave a usable label, else 0. */
  readonly humanWeight: Float64Array;
  /** 1 where people said relevant. */
  readonly relevant: Float64Array;
  /** The judge's prediction, 0 to 1; for failures the mean of their stratum's answers. */
  readonly prediction: Float64Array;
  /** Pair indexes ordered by cluster, and where each cluster starts (`clusters + 1` places). */
  readonly byCluster: Int32Array;
  readonly clusterStart: Int32Array;
  /** Human labels without any question to the judge, in all of the frame. */
  readonly unjudged: number;
  /** Whether the judge was asked anything in the frame. */
  readonly isJudged: boolean;
};

/**
 * Judge failures are a prediction category of their own (`statistics.md` §4): they get the weighted mean of the answers in their
 * stratum over the declared frame (of all answers, where the stratum has none), and people correct it like any other prediction.
 * A frame that nobody judged counts as judged with prediction 0: every rate is then human only.
 */
export function prepareFrame(frame: LabelledFrame): PreparedFrame {
  return allAtOnce(prepareFrameInPieces(frame));
}

/** `prepareFrame` of a frame of any size. */
export function* prepareFrameInPieces(frame: LabelledFrame): Pieces<PreparedFrame> {
  const size = frame.entry.length;
  const judgeWeight = new Float64Array(size);
  const humanWeight = new Float64Array(size);
  const relevant = new Float64Array(size);
  const prediction = new Float64Array(size);
  const means = meansOf(frame);
  let unjudged = 0;
  yield* inRanges(size, (from, to) => {
    for (let i = from; i < to; i++) {
      const answer = frame.answer[i] ?? 0;
      const label = frame.label[i] ?? 0;
      const labelled = label === humanLabel.notRelevant || label === humanLabel.relevant;
      if (labelled) humanWeight[i] = 1 / (frame.humanProbability[i] ?? 0);
      if (label === humanLabel.relevant) relevant[i] = 1;
      if (means === null) {
        judgeWeight[i] = 1;
      } else if (answer === judgeAnswer.notAsked) {
        if (labelled) unjudged += 1;
      } else {
        judgeWeight[i] = 1 / (frame.judgeProbability[i] ?? 0);
        prediction[i] =
          answer === judgeAnswer.failed
            ? (means[frame.stratum[i] ?? 0] ?? 0)
            : answer === judgeAnswer.relevant
              ? 1
              : 0;
      }
    }
  });
  return {
    frame,
    judgeWeight,
    humanWeight,
    relevant,
    prediction,
    unjudged,
    isJudged: means !== null,
    ...(yield* groupingOf(frame)),
  };
}

/** By stratum; null when the judge was asked nothing. Only failures need them, so without any they are left at 0. */
function meansOf(frame: LabelledFrame): Float64Array | null {
  if (!frame.answer.some((answer) => answer !== judgeAnswer.notAsked)) return null;
  if (!frame.answer.includes(judgeAnswer.failed)) return new Float64Array(frame.strata);
  return frame.answerMeans ?? answerMeans(frame);
}

/** The weighted mean of a judge's answers in each stratum: of all answers where the stratum has none, 0 where nothing was answered. */
export function answerMeans(
  frame: Pick<LabelledFrame, 'answer' | 'judgeProbability' | 'stratum' | 'strata'>,
): Float64Array {
  const sums = new Float64Array(frame.strata);
  const weights = new Float64Array(frame.strata);
  let sum = 0;
  let all = 0;
  for (let i = 0; i < frame.answer.length; i++) {
    const answer = frame.answer[i] ?? 0;
    if (answer === judgeAnswer.notAsked || answer === judgeAnswer.failed) continue;
    const weight = 1 / (frame.judgeProbability[i] ?? 0);
    const stratum = frame.stratum[i] ?? 0;
    weights[stratum] = (weights[stratum] ?? 0) + weight;
    all += weight;
    if (answer !== judgeAnswer.relevant) continue;
    sums[stratum] = (sums[stratum] ?? 0) + weight;
    sum += weight;
  }
  return sums.map((own, stratum) => {
    const weight = weights[stratum] ?? 0;
    return weight > 0 ? own / weight : all > 0 ? sum / all : 0;
  });
}

type Grouping = Pick<PreparedFrame, 'byCluster' | 'clusterStart'>;

/** Labels change while clusters stay, so the grouping of one array of clusters is worked out once. */
const groupings = new WeakMap<Int32Array, Grouping>();

function* groupingOf(frame: LabelledFrame): Pieces<Grouping> {
  const known = groupings.get(frame.cluster);
  if (known?.clusterStart.length === frame.clusters + 1) return known;
  const grouping = yield* groupByCluster(frame);
  groupings.set(frame.cluster, grouping);
  return grouping;
}

function* groupByCluster({ cluster, clusters }: LabelledFrame): Pieces<Grouping> {
  const clusterStart = new Int32Array(clusters + 1);
  yield* inRanges(cluster.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const after = (cluster[i] ?? 0) + 1;
      clusterStart[after] = (clusterStart[after] ?? 0) + 1;
    }
  });
  for (let q = 0; q < clusters; q++)
    clusterStart[q + 1] = (clusterStart[q + 1] ?? 0) + (clusterStart[q] ?? 0);
  const next = clusterStart.slice();
  const byCluster = new Int32Array(cluster.length);
  yield* inRanges(cluster.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const own = cluster[i] ?? 0;
      const at = next[own] ?? 0;
      byCluster[at] = i;
      next[own] = at + 1;
    }
  });
  return { byCluster, clusterStart };
}
