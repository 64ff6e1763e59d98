import { cellField, cellWidth } from './cell-sums.ts';
import type { RateKind } from './rate-kind.ts';
import type { CellEstimates } from './two-phase.ts';

/** Labels of both kinds that the rate is a share of, and Kish's effective number of them, (Σ w)² / Σ w². */
export function labelsBehind(
  kind: RateKind,
  sums: Float64Array,
  region: Uint8Array,
  count: number,
  estimates: CellEstimates,
): { readonly yes: number; readonly no: number; readonly kish: number } {
  let yes = 0;
  let no = 0;
  let weight = 0;
  let squares = 0;
  for (let c = 0; c < count; c++) {
    const field = (index: number): number => sums[c * cellWidth + index] ?? 0;
    const scale = estimates.humanScale[c] ?? 0;
    const relevant = field(cellField.relevant);
    const others = field(cellField.humans) - relevant;
    if (kind === 'selected') {
      yes += relevant;
      no += others;
      weight += scale * field(cellField.w2);
      squares += scale * scale * field(cellField.w2w2);
    } else if (kind === 'removed') {
      if (region[c] === 1) yes += relevant;
      else no += relevant;
      weight += scale * field(cellField.w2y);
      squares += scale * scale * field(cellField.w2w2y);
    } else {
      if (region[c] === 1) yes += others;
      else no += others;
      weight += scale * (field(cellField.w2) - field(cellField.w2y));
      squares += scale * scale * (field(cellField.w2w2) - field(cellField.w2w2y));
    }
  }
  return { yes, no, kish: squares > 0 ? (weight * weight) / squares : 0 };
}
