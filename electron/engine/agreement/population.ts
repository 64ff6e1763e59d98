import type { agreementCalls } from '../../../shared/ipc/agreement-calls.ts';
import type { z } from 'zod';
import type { Engine } from '../engine.ts';
import { openRun } from '../mine/open-run.ts';
import { nearestPlace } from '../plans/grid-place.ts';
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
};

/**
 * Weights of a named population (`statistics.md` §6): those of the sample that both raters' labels come from. People's pairs by people's
 * probability, two judges' by the smaller of theirs, because one number of a pair decides for both.
 */
export async function weighingOf(engine: Engine, request: ComparisonRequest, task: Task): Promise<Weighing> {
  const { population, first, second } = request;
  if (population.kind === 'labelled') {
    return {
      sentence: 'The pairs that both rated, each counted once: they stand for themselves only.',
      of: null,
      strata: [],
    };
  }
  const { plan, run, place, sentence } = await populationOf(engine, request, population, task);
  const judges = [first, second].flatMap((rater) => (rater.kind === 'judge' ? [rater.name] : []));
  const chances =
    judges.length === 2
      ? smallest(
          judgeChance(await labelledPlan(plan, { judge: judges[0] ?? null }, run)),
          judgeChance(await labelledPlan(plan, { judge: judges[1] ?? null }, run)),
        )
      : humanChance(await labelledPlan(plan, { judge: null, mapping: request.mapping }, run));
  const { entry, exit } = plan.pairs;
  return {
    sentence,
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

type Chance = (pair: number) => number;

function judgeChance({ plan, frame }: LabelledPlan): Chance {
  return (pair) => {
    const entry = plan.firstEntry[pair] ?? 0;
    return (frame.answer[entry] ?? 0) === 0 ? 0 : (frame.judgeProbability[entry] ?? 0);
  };
}

function humanChance({ plan, frame, own }: LabelledPlan): Chance {
  return (pair) => {
    const entry = plan.firstEntry[pair] ?? 0;
    const isDrawn = (frame.label[entry] ?? 0) !== 0 || (plan.uniform[pair] ?? 1) < (own[pair] ?? 0);
    return isDrawn ? (frame.humanProbability[entry] ?? 0) : 0;
  };
}

function smallest(one: Chance, other: Chance): Chance {
  return (pair) => Math.min(one(pair), other(pair));
}
