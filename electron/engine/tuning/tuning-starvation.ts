import type { z } from 'zod';
import type { RuleName } from '../../../shared/domain/mining-settings.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { tuningCalls } from '../../../shared/ipc/tuning-calls.ts';
import { unitsOf, type Units } from '../../../shared/mining/units.ts';
import { histogramEdges, binOf } from '../../../shared/statistics/histogram.ts';
import { quantile } from '../../../shared/statistics/quantile.ts';
import { feedingRules, parameterValue, type HungryUnits } from '../../../shared/tuning/starvation.ts';
import type { TuneMaterial } from '../../../shared/tuning/tune-request.ts';
import type { Engine } from '../engine.ts';
import { queryTexts } from '../mine/texts.ts';
import type { Task } from '../task.ts';
import { overRows } from './over-rows.ts';
import { createFrames } from './tuning-frames.ts';
import { createTuningMaterial } from './tuning-material.ts';
import type { TuningThreads } from './tuning-threads.ts';

type Asked = z.output<(typeof tuningCalls)['tune.starvation']['input']>;
type Answer = Output<'tune.starvation'>;

/** One unit that lacks negatives: where it stands in the columns of its piece of the pool. */
type Hungry = { readonly piece: HungryUnits; readonly place: number; readonly row: number };

/** Who starves under a view, why, and what would feed them. */
export function createStarvation(
  engine: Engine,
  threads: TuningThreads,
  materialOf = createTuningMaterial(engine),
): (asked: Asked, task: Task) => Promise<Answer> {
  const framesOf = createFrames(threads);
  return async (asked, task) => {
    const { settings, only } = asked;
    const { workspace, key, material: raw } = await materialOf(asked, task);
    const { material, extent } = await framesOf(key, raw, settings, null);
    const width = extent.score.max - extent.score.min;
    const score = width > 4 ? 10 ** Math.floor(Math.log10(width / 1000)) : 0.001;
    const hungry: Hungry[] = [];
    await overRows<'hungry'>(
      threads,
      material,
      { kind: 'hungry', settings, steps: { perc: 0.001, score } },
      ({ from, answer }) => {
        for (const [place, row] of answer.rows.entries())
          hungry.push({ piece: answer, place, row: row + from });
      },
      task.signal,
    );
    hungry.sort((a, b) => a.row - b.row || a.place - b.place);
    const starved = hungry.filter(({ piece, place }) => piece.selected[place] === 0);
    const short = hungry.length - starved.length;
    const listed =
      only === 'all'
        ? hungry
        : only === 'starved'
          ? starved
          : hungry.filter((unit) => !starved.includes(unit));
    const page = listed.slice(asked.offset, asked.offset + asked.limit);
    const texts = await queryTexts(
      workspace,
      page.map(({ row }) => material.pool.queries[row] ?? 0),
    );
    const units = unitsOf(material.pool, settings.anchor);
    return {
      units: units.count,
      starved: starved.length,
      short,
      rules: ruleFeeds(listed, settings),
      unfeedable: unfeedable(listed, settings),
      ...distributions(material, units, hungry),
      total: listed.length,
      rows: page.map((unit) => {
        const query = material.pool.queries[unit.row] ?? 0;
        return {
          ...rowOf(unit, material),
          query,
          id: texts.get(query)?.id ?? '',
          text: texts.get(query)?.text ?? '',
        };
      }),
    };
  };
}

function feedOf({ piece, place }: Hungry, rule: number): number {
  return piece.feeds[place * feedingRules.length + rule] ?? Number.NaN;
}

function distanceOf({ piece, place }: Hungry, rule: number): number {
  return piece.distances[place * feedingRules.length + rule] ?? Number.NaN;
}

function rowOf(unit: Hungry, { pool }: TuneMaterial): Omit<Answer['rows'][number], 'query' | 'id' | 'text'> {
  const { piece, place, row } = unit;
  const anchorScore = piece.anchors[place] ?? Number.NaN;
  const positive = piece.positives[place] ?? -1;
  const feeds = feedingRules.flatMap((rule, i) => {
    const value = feedOf(unit, i);
    return Number.isNaN(value) ? [] : [{ rule: rule as RuleName, value, distance: distanceOf(unit, i) }];
  });
  return {
    positive: positive < 0 ? null : (pool.positives.documents[positivePlace(unit, pool)] ?? null),
    anchorScore: Number.isNaN(anchorScore) ? null : anchorScore,
    selected: piece.selected[place] ?? 0,
    candidates: pool.counts[row] ?? 0,
    feeds: feeds.toSorted((a, b) => a.distance - b.distance),
  };
}

/** A piece counts its positives from its own first row. */
function positivePlace({ piece, place, row }: Hungry, { positives }: TuneMaterial['pool']): number {
  const pieceFrom = row - (piece.rows[place] ?? 0);
  return (piece.positives[place] ?? 0) + (positives.offsets[pieceFrom] ?? 0);
}

function ruleFeeds(units: readonly Hungry[], settings: Asked['settings']): Answer['rules'] {
  return feedingRules.flatMap((rule, i) => {
    const feeds = Float64Array.from(units, (unit) => feedOf(unit, i)).filter((value) => !Number.isNaN(value));
    if (feeds.length === 0) return [];
    const loosensDown = rule === 'shifted' || rule === 'margin-pos' || rule === 'min-score';
    const ascending = feeds.toSorted();
    const feeding = (share: number): number | null => {
      // The value itself, not a mean of two: one must be able to set it.
      const place = Math.ceil(share * ascending.length) - 1;
      return ascending[loosensDown ? ascending.length - 1 - place : place] ?? null;
    };
    return [
      {
        rule,
        units: feeds.length,
        value: parameterValue(rule, settings),
        feedsHalf: feeding(0.5),
        feedsMost: feeding(0.9),
        feedsAll: feeding(1),
      },
    ];
  });
}

function unfeedable(units: readonly Hungry[], settings: Asked['settings']): Answer['unfeedable'] {
  const counts = { noCandidates: 0, noAnchor: 0, severalRules: 0 };
  const anchored = settings.absoluteMargin !== null || settings.perc !== null;
  for (const unit of units) {
    if (feedingRules.some((_, i) => !Number.isNaN(feedOf(unit, i)))) continue;
    if (unit.piece.candidates[unit.place] === 0) counts.noCandidates++;
    else if (anchored && Number.isNaN(unit.piece.anchors[unit.place])) counts.noAnchor++;
    else counts.severalRules++;
  }
  return counts;
}

const anchorBins = 20;

/** More positives than this are one bar. */
const mostPositives = 10;

function distributions(
  { pool }: TuneMaterial,
  units: Units,
  hungry: readonly Hungry[],
): Pick<Answer, 'byAnchorScore' | 'byPositives'> {
  const known = units.anchorScores.filter((score) => !Number.isNaN(score)).toSorted();
  const edges = histogramEdges(
    quantile(known, 0) ?? Number.NaN,
    quantile(known, 1) ?? Number.NaN,
    anchorBins,
  );
  const byAnchorScore = Array.from({ length: anchorBins }, (_, i) => bar(edges[i] ?? 0, edges[i + 1] ?? 0));
  const byPositives = Array.from({ length: mostPositives }, (_, i) => bar(i + 1, i + 1));
  const positives = (row: number): number =>
    Math.min(mostPositives, (pool.positives.offsets[row + 1] ?? 0) - (pool.positives.offsets[row] ?? 0));
  const count = (anchorScore: number, row: number, name: 'units' | 'starved' | 'short'): void => {
    const anchorBar = Number.isNaN(anchorScore) ? undefined : byAnchorScore[binOf(edges, anchorScore)];
    if (anchorBar !== undefined) anchorBar[name]++;
    const positivesBar = byPositives[positives(row) - 1];
    if (positivesBar !== undefined) positivesBar[name]++;
  };
  for (let unit = 0; unit < units.count; unit++)
    count(units.anchorScores[unit] ?? Number.NaN, units.rows[unit] ?? 0, 'units');
  for (const { piece, place, row } of hungry)
    count(piece.anchors[place] ?? Number.NaN, row, piece.selected[place] === 0 ? 'starved' : 'short');
  return { byAnchorScore, byPositives: byPositives.filter(({ units: n }) => n > 0) };
}

function bar(from: number, to: number) {
  return { from, to, units: 0, starved: 0, short: 0 };
}
