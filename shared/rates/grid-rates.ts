import { effectiveLabels } from './effective-labels.ts';
import { estimateRate, type RateTarget } from './estimate-rate.ts';
import { answersAsLabels, judgeAloneResult } from './judge-alone.ts';
import { humanLabel, type LabelledFrame } from './labelled-frame.ts';
import { prepareFrame, type PreparedFrame } from './prepared-frame.ts';
import { withWarnings, withWorstCase } from './rate-at-setting.ts';
import { rateKinds, type RateKind } from './rate-kind.ts';
import type { RateResult } from './rate-result.ts';
import { totalsOf, type RateTotals } from './rate-totals.ts';
import { regionCount, type RegionKind } from './region.ts';
import { bySource, setRates, type RateSources } from './set-rates.ts';
import { sumsOverGrid } from './sums-over-grid.ts';
import { isAnyInSet, missingPlaces } from './worst-case.ts';

/** Rates at a place of the grid, and how many labels of a plain sample its set's labels are worth. */
export type GridRates = {
  readonly at: (setting: number) => Readonly<Record<RateKind, RateSources>>;
  readonly effectiveLabels: (setting: number) => number;
  /** Pairs selected there. */
  readonly pairs: (setting: number) => number;
};

/**
 * `setRates` at every place of a grid, for a few passes over the frame in all: cross-products are kept as difference arrays. For queries like
 * these, each place asked for is a pass of its own, because clusters are of the whole set.
 */
export function gridRates(frame: LabelledFrame, target: RateTarget): GridRates {
  const people = gridSums(frame);
  const effective = (setting: number): number =>
    effectiveLabels(people.plain.at('selected', setting), frame.strata);
  const counts = pairCounts(frame);
  const pairs = (setting: number): number => counts[setting] ?? 0;
  if (target !== 'this-set')
    return { at: (setting) => setRates(frame, setting, target), effectiveLabels: effective, pairs };
  const judge = gridSums(answersAsLabels(frame));
  const withoutLabel = missingPlaces(frame);
  const of = (kind: RateKind, setting: number): RateSources => {
    const region = regionKindOf(kind);
    const totalsFor = ({ plain }: typeof people): RateTotals =>
      totalsOf(plain.at(region, setting), regionCount(region));
    const judged = judgeAloneResult(rateOf(judge.plain, kind, setting, 0), totalsFor(judge), () =>
      judge.filled(kind, setting, 0),
    );
    const missing = isAnyInSet(frame, withoutLabel, kind, setting);
    const totals = totalsFor(people);
    const byPeople = (lambda: 0 | 'tuned'): RateResult => {
      const result = withWarnings(
        people.plain.prepared,
        totals,
        rateOf(people.plain, kind, setting, lambda),
        {
          target,
          lambda,
        },
      );
      if (!missing) return result;
      const { low, high } = people.filled(kind, setting, lambda);
      return withWorstCase(result, low, high);
    };
    return bySource(frame, kind, setting, target, judged, byPeople(0), byPeople('tuned'));
  };
  const [selected, removed, lost] = rateKinds;
  return {
    at: (setting) => ({
      [selected]: of(selected, setting),
      [removed]: of(removed, setting),
      [lost]: of(lost, setting),
    }),
    effectiveLabels: effective,
    pairs,
  };
}

function pairCounts({ entry, exit, settings }: LabelledFrame): Int32Array {
  const counts = new Int32Array(settings + 1);
  const change = (setting: number, by: number): void => {
    const at = Math.min(Math.max(setting, 0), settings);
    counts[at] = (counts[at] ?? 0) + by;
  };
  for (let i = 0; i < entry.length; i++) {
    if ((exit[i] ?? 0) <= (entry[i] ?? 0)) continue;
    change(entry[i] ?? 0, 1);
    change(exit[i] ?? 0, -1);
  }
  for (let setting = 1; setting < settings; setting++)
    counts[setting] = (counts[setting] ?? 0) + (counts[setting - 1] ?? 0);
  return counts;
}

type Sums = {
  readonly prepared: PreparedFrame;
  readonly at: (region: RegionKind, setting: number) => Float64Array;
};

const regionKindOf = (kind: RateKind): RegionKind => (kind === 'selected' ? 'selected' : 'removed');

function rateOf(sums: Sums, kind: RateKind, setting: number, lambda: 0 | 'tuned'): RateResult {
  return estimateRate(sums.prepared, kind, setting, sums.at(regionKindOf(kind), setting), {
    target: 'this-set',
    lambda,
  });
}

/** Sums of the labels as they are, and of those with the missing ones filled (`fillMissing`): made when first asked for. */
function gridSums(frame: LabelledFrame) {
  const filledWith = (label: number): Sums =>
    sumsOf({
      ...frame,
      label: frame.label.map((own) => (own === humanLabel.missing ? label : own)),
    });
  const plain = sumsOf(frame);
  const isWhole = !frame.label.includes(humanLabel.missing);
  let yes: Sums | null = null;
  let no: Sums | null = null;
  return {
    plain,
    filled(kind: RateKind, setting: number, lambda: 0 | 'tuned') {
      if (isWhole) {
        const result = rateOf(plain, kind, setting, lambda);
        return { low: result, high: result };
      }
      yes ??= filledWith(humanLabel.relevant);
      no ??= filledWith(humanLabel.notRelevant);
      // What raises a rate: relevant in its first region and not in its second; for `lost` the other way round.
      const raising = kind === 'lost' ? joined(no, yes) : joined(yes, no);
      const lowering = kind === 'lost' ? joined(yes, no) : joined(no, yes);
      return {
        low: rateOf(lowering, kind, setting, lambda),
        high: rateOf(raising, kind, setting, lambda),
      };
    },
  };
}

function sumsOf(frame: LabelledFrame): Sums {
  const prepared = prepareFrame(frame);
  const known = new Map<RegionKind, readonly Float64Array[]>();
  return {
    prepared,
    at(region, setting) {
      const rows = known.get(region) ?? sumsOverGrid(prepared, region);
      known.set(region, rows);
      return rows[setting] ?? new Float64Array(0);
    },
  };
}

/** The first region's cells of one, the second's of the other. */
function joined(first: Sums, second: Sums): Sums {
  return {
    prepared: first.prepared,
    at(region, setting) {
      const own = first.at(region, setting);
      if (region === 'selected') return own;
      const sums = second.at(region, setting).slice();
      sums.set(own.subarray(0, own.length / 2));
      return sums;
    },
  };
}
