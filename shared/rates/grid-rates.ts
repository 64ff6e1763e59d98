import { allAtOnce, type Pieces } from '../pieces.ts';
import { effectiveLabels } from './effective-labels.ts';
import { estimateRate, type RateTarget } from './estimate-rate.ts';
import { answersAsLabels, judgeAloneResult } from './judge-alone.ts';
import { humanLabel, type LabelledFrame } from './labelled-frame.ts';
import { prepareFrameInPieces, type PreparedFrame } from './prepared-frame.ts';
import { withWarnings, withWorstCase } from './rate-at-setting.ts';
import { rateKinds, type RateKind } from './rate-kind.ts';
import type { RateResult } from './rate-result.ts';
import { totalsOf, type RateTotals } from './rate-totals.ts';
import { regionCount, regionKinds, type RegionKind } from './region.ts';
import { bySource, setRates, type RateSources } from './set-rates.ts';
import { sumsOverGridInPieces } from './sums-over-grid.ts';
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
  return allAtOnce(gridRatesInPieces(frame, target));
}

/** `gridRates` of a frame of any size: the passes are done before there is anything to ask for. */
export function* gridRatesInPieces(frame: LabelledFrame, target: RateTarget): Pieces<GridRates> {
  const people = yield* gridSums(frame, target === 'this-set' ? regionKinds : ['selected']);
  const effective = (setting: number): number =>
    effectiveLabels(people.plain.at('selected', setting), frame.strata);
  yield;
  const counts = pairCounts(frame);
  const pairs = (setting: number): number => counts[setting] ?? 0;
  if (target !== 'this-set')
    return { at: (setting) => setRates(frame, setting, target), effectiveLabels: effective, pairs };
  const judge = yield* gridSums(answersAsLabels(frame), regionKinds);
  const withoutLabel = missingPlaces(frame);
  if (withoutLabel.length > 0) yield* people.fill();
  // Failures of a judge only tell how wide its rate is: without one they are not asked for.
  const hasRate = (kind: RateKind): boolean =>
    Array.from({ length: frame.settings }, (_, setting) => setting).some(
      (setting) => rateOf(judge.plain, kind, setting, 0).estimate !== null,
    );
  if (!judge.isWhole && rateKinds.some(hasRate)) yield* judge.fill();
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

/** Sums of the labels as they are, and of those with the missing ones filled (`fillMissing`): only after `fill`. */
function* gridSums(frame: LabelledFrame, regions: readonly RegionKind[]) {
  const filledWith = (label: number): Pieces<Sums> =>
    sumsOf(
      {
        ...frame,
        label: frame.label.map((own) => (own === humanLabel.missing ? label : own)),
      },
      regions,
    );
  const plain = yield* sumsOf(frame, regions);
  const isWhole = !frame.label.includes(humanLabel.missing);
  let yes = plain;
  let no = plain;
  return {
    plain,
    isWhole,
    *fill(): Pieces<void> {
      yes = yield* filledWith(humanLabel.relevant);
      no = yield* filledWith(humanLabel.notRelevant);
    },
    filled(kind: RateKind, setting: number, lambda: 0 | 'tuned') {
      if (isWhole) {
        const result = rateOf(plain, kind, setting, lambda);
        return { low: result, high: result };
      }
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

function* sumsOf(frame: LabelledFrame, regions: readonly RegionKind[]): Pieces<Sums> {
  const prepared = yield* prepareFrameInPieces(frame);
  const known = new Map<RegionKind, readonly Float64Array[]>();
  for (const region of regions) known.set(region, yield* sumsOverGridInPieces(prepared, region));
  return {
    prepared,
    at: (region, setting) => known.get(region)?.[setting] ?? new Float64Array(0),
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
