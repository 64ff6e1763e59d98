import { judgeAnswer, type LabelledFrame } from '../rates/labelled-frame.ts';

/** Share of the intensity of the current set that pairs outside it keep: the floor that lets rates at other settings stay possible. */
export const outsideShare = 0.05;

/**
 * Intensities for `drawWave` that lean towards the pairs selected at `setting`, within strata by Neyman's rule: in proportion to the
 * deviation √(p (1 − p)), p the judge's share of relevant in the stratum (one of each kind added, so never 0). Depends on scores, ranks
 * and the judge's answers, never on human labels (`statistics.md` §3). Every pair of the frame keeps a floor above 0.
 */
export function waveIntensity(frame: LabelledFrame, setting: number): Float64Array {
  const yes = new Float64Array(frame.strata).fill(1);
  const all = new Float64Array(frame.strata).fill(2);
  for (let i = 0; i < frame.answer.length; i++) {
    const answer = frame.answer[i];
    if (answer !== judgeAnswer.relevant && answer !== judgeAnswer.notRelevant) continue;
    const stratum = frame.stratum[i] ?? 0;
    all[stratum] = (all[stratum] ?? 0) + 1;
    if (answer === judgeAnswer.relevant) yes[stratum] = (yes[stratum] ?? 0) + 1;
  }
  const deviation = yes.map((count, stratum) => {
    const share = count / (all[stratum] ?? 2);
    return Math.sqrt(share * (1 - share));
  });
  const intensity = new Float64Array(frame.stratum.length);
  for (let i = 0; i < intensity.length; i++) {
    const selected = (frame.entry[i] ?? 0) <= setting && setting < (frame.exit[i] ?? 0);
    intensity[i] = (deviation[frame.stratum[i] ?? 0] ?? 0) * (selected ? 1 : outsideShare);
  }
  return intensity;
}

/** The number of each pair: the largest of its parts'. */
export function largestOfPairs({ parts }: Pick<LabelledFrame, 'parts'>, numbers: Float64Array): Float64Array {
  if (parts == null) return numbers;
  const largest = new Float64Array(parts.pairs);
  parts.pair.forEach((pair, i) => {
    largest[pair] = Math.max(largest[pair] ?? 0, numbers[i] ?? 0);
  });
  return largest;
}
