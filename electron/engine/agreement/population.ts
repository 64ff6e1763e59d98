import type { agreementCalls } from '../../../shared/ipc/agreement-calls.ts';
import type { z } from 'zod';
import { invariant } from '../../../shared/assert.ts';
import { answersAsLabels } from '../../../shared/rates/judge-alone.ts';
import type { LabelledFrame } from '../../../shared/rates/labelled-frame.ts';
import { oversampledText } from '../../../shared/rates/line-coverage.ts';
import { prepareFrame } from '../../../shared/rates/prepared-frame.ts';
import { totalsOf } from '../../../shared/rates/rate-totals.ts';
import { sumsAtSetting } from '../../../shared/rates/sums-at-setting.ts';
import { countOf, countText } from '../../../shared/text/count-text.ts';
import type { Engine } from '../engine.ts';
import { openRun } from '../mine/open-run.ts';
import { nearestPlace } from '../plans/grid-place.ts';
import { jointChance, type SampleChance } from '../plans/joint-chance.ts';
import { labelledPlan, type LabelledPlan } from '../plans/labelled-plan.ts';
import { planPairs, type PlanPairs } from '../plans/plan-pairs.ts';
import { runPlan, type RunPlan } from '../plans/run-plan.ts';
import type { Task } from '../task.ts';

export type ComparisonRequest = z.output<(typeof agreementCalls)['agreement.measure']['input']>;

/** The pairs that cells stand for. */
export type Weighing = {
  readonly sentence: string;
  /** Null: every pair counts as 1. */
  readonly of:
    | ((key: number) => {
        /** 1 / inclusion probability; null where the pair is in the population, and its labels in no sample. */
        readonly weight: number | null;
        readonly stratum: number;
        readonly cluster: number;
      } | null)
    | null;
  readonly strata: readonly string[];
  /** Why the pairs that were rated do not stand for all of the population, and what it would take. */
  readonly cautions: readonly string[];
};

/**
 * Weights of a named population (`statistics.md` §6): 1 / the chance that both raters' labels come from (`jointChance`). People label together, so
 * two of them have people's.
 */
export async function weighingOf(engine: Engine, request: ComparisonRequest, task: Task): Promise<Weighing> {
  const { population, first, second } = request;
  if (population.kind === 'labelled') {
    return {
      sentence: 'The pairs that both rated, each counted once: they stand for themselves only.',
      of: null,
      strata: [],
      cautions: [],
    };
  }
  const { plan, run, place, sentence } = await populationOf(engine, request, population, task);
  const judges = [first, second].flatMap((rater) => (rater.kind === 'judge' ? [rater.name] : []));
  const plans = await Promise.all(
    (judges.length === 0 ? [null] : judges).map((judge) =>
      labelledPlan(plan, { judge, mapping: request.mapping }, run),
    ),
  );
  const [one, other] = plans;
  invariant(one !== undefined, 'a plan for each judge, or one for people');
  const chances = other === undefined ? humanChance(one, judges.length === 1) : chanceOfJudges(one, other);
  const samples =
    other === undefined ? [one.frame] : plans.map((labelled) => answersAsLabels(labelled.frame));
  const { entry, exit } = plan.pairs;
  return {
    sentence,
    cautions: [...new Set(samples.flatMap((frame) => cautionsOf(frame, place)))],
    of(key) {
      const pair = plan.places.get(key);
      if (pair === undefined) return null;
      for (let i = plan.firstEntry[pair] ?? 0; i < (plan.firstEntry[pair + 1] ?? 0); i++) {
        if ((entry[i] ?? 0) > place || place >= (exit[i] ?? 0)) continue;
        const chance = chances(pair);
        return {
          weight: chance > 0 ? 1 / chance : null,
          stratum: plan.strata.stratum[i] ?? 0,
          cluster: plan.clusterOfEntry[i] ?? 0,
        };
      }
      return null;
    },
    strata: plan.strata.labels.map(
      ({ entry: [strictest, loosest], rank: [from, to] }) =>
        `${plan.pairs.settings > 1 ? `entering at place ${strictest + 1} to ${loosest + 1} of the grid, ` : ''}ranks ${from} to ${to}`,
    ),
  };
}

async function populationOf(
  engine: Engine,
  { workspace: path }: ComparisonRequest,
  population: Exclude<ComparisonRequest['population'], { kind: 'labelled' }>,
  task: Task,
): Promise<{
  readonly plan: PlanPairs;
  /** The stored run whose negatives these are; null for a view. */
  readonly run: RunPlan | null;
  /** Place of the plan's grid at which a pair is of the population. */
  readonly place: number;
  readonly sentence: string;
}> {
  if (population.kind === 'run') {
    const workspace = await engine.workspaces.open(path);
    const plan = await runPlan(workspace, await openRun(workspace, population.run));
    return {
      plan,
      run: plan,
      place: 0,
      sentence: `The negatives that run ${population.run} selected, by the probability with which each could have been labelled.`,
    };
  }
  const { view, value } = population;
  const plan = await planPairs(engine, view, task);
  const place = nearestPlace(plan.grid, value);
  return {
    plan,
    run: null,
    place,
    sentence: `The negatives that would be selected at ${view.slider} ${plan.grid.values[place] ?? value}, by the probability with which each could have been labelled.`,
  };
}

/** Of a pair of the plan; 0: not in the sample. */
type Chance = (pair: number) => number;

function chanceOfJudges(one: LabelledPlan, other: LabelledPlan): Chance {
  return (pair) => {
    const entry = one.plan.firstEntry[pair] ?? 0;
    if ((one.frame.answer[entry] ?? 0) === 0 || (other.frame.answer[entry] ?? 0) === 0) return 0;
    return jointChance(judgeChance(one, pair), judgeChance(other, pair));
  };
}

function judgeChance({ plan, frame, judgeOwn }: LabelledPlan, pair: number): SampleChance {
  return { own: judgeOwn[pair] ?? 0, any: frame.judgeProbability[plan.firstEntry[pair] ?? 0] ?? 0 };
}

/**
 * With a judge, of being in its sample, too. An answer about a pair that no plan of the judge could have drawn has no chance of its own: it counts
 * wherever people's label does.
 */
function humanChance({ plan, frame, own }: LabelledPlan, isJudged: boolean): Chance {
  return (pair) => {
    const entry = plan.firstEntry[pair] ?? 0;
    const isDrawn = (frame.label[entry] ?? 0) !== 0 || (plan.uniform[pair] ?? 1) < (own[pair] ?? 0);
    if (!isDrawn) return 0;
    const people = frame.humanProbability[entry] ?? 0;
    if (!isJudged || (frame.judgeProbability[entry] ?? 0) === 0) return people;
    return (frame.answer[entry] ?? 0) === 0 ? 0 : (frame.bothProbability?.[entry] ?? people);
  };
}

/** What the samples behind a comparison cannot stand for in the set at a place of the grid. */
function cautionsOf(frame: LabelledFrame, place: number): readonly string[] {
  const { pairs, unreachable, unaskable, oversampled } = totalsOf(
    sumsAtSetting(prepareFrame(frame), 'selected', place),
    1,
  );
  const outside = Math.max(unreachable, unaskable);
  return [
    ...(outside === 0
      ? []
      : [
          `${countText(outside)} of the ${countOf(pairs, 'pair')} of this population cannot be in the sample under the plan so far, so the numbers speak of the others only: ${unreachable >= unaskable ? 'label' : 'judge'} these.`,
        ]),
    ...(oversampled === null ? [] : [oversampledText(oversampled.total, oversampled.pairs)]),
  ];
}
