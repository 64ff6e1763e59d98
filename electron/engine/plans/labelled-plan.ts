import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RateChoice } from '../../../shared/ipc/rated-view.ts';
import { defaultMapping, type EventMapping, type LabelEvent } from '../../../shared/rates/event-mapping.ts';
import { labelCode } from '../../../shared/rates/label-code.ts';
import { judgeAnswer, type LabelledFrame } from '../../../shared/rates/labelled-frame.ts';
import { inTurns } from '../in-turns.ts';
import { anyPair } from './any-pair.ts';
import { declaredStrata, type PoolStrata } from './declared-strata.ts';
import { sampleColumns } from './imported-design.ts';
import { readInclusion } from './inclusion.ts';
import { jointChance } from './joint-chance.ts';
import { judgeColumns } from './judge-columns.ts';
import type { LeftOut } from './left-out.ts';
import { byEntry, type PlanPairs } from './plan-pairs.ts';
import { poolAnswerMeans } from './pool-answer-means.ts';
import { chosenJudge, countAnswers, readAnswers, type PairAnswer } from './read-answers.ts';
import { readLabels } from './read-labels.ts';
import { selectedOf, type RunPlan } from './run-plan.ts';
import { samplesOfOthers } from './samples-of-others.ts';
import { labelInSample } from './label-in-sample.ts';

/** A frame with everything that is known about it now, and what was left out. */
export type LabelledPlan = {
  readonly plan: PlanPairs;
  readonly frame: LabelledFrame;
  readonly judge: string | null;
  /** All that answered something here. */
  readonly judges: readonly string[];
  readonly mapping: EventMapping;
  readonly leftOut: LeftOut;
  /** Probability by people's draws of this program alone, by pair: what the next wave raises. */
  readonly own: Float64Array;
  /** The same of the judge's draws. */
  readonly judgeOwn: Float64Array;
  /** What the labels of each pair in the sample settle on. */
  readonly events: ReadonlyMap<number, LabelEvent>;
  /** Labelled pairs of the sample with an outcome of their own. */
  readonly outcomes: {
    readonly positive_wrong: number;
    readonly query_ambiguous: number;
    readonly cant_tell: number;
  };
};

/** The frame in the strata of its own grid: what the next wave declares. */
export function declaring({ strata: { stratum, strata } }: PlanPairs, frame: LabelledFrame): LabelledFrame {
  // Means are of other strata.
  return { ...frame, stratum, strata, answerMeans: null };
}

/**
 * Puts the judge's answers and people's labels into a frame, each with its inclusion probability. `run`: the plan of the stored run
 * whose selected imported labels are said to be of; null for a view. Labels are read from their table: outside a transaction, `labelsStored` first.
 */
export async function labelledPlan(
  plan: PlanPairs,
  choice: Pick<RateChoice, 'judge' | 'mapping'>,
  run: RunPlan | null,
): Promise<LabelledPlan> {
  const selected = run === null ? null : selectedOf(plan, run);
  const { pairs, clusters, count, uniform, workspace } = plan;
  const mapping: EventMapping = choice.mapping ?? defaultMapping;
  const leftOut: LeftOut = new Map();
  const ofOthers = await samplesOfOthers(workspace, run);
  const counts = await countAnswers(plan);
  const judge = chosenJudge(counts, choice.judge);
  const everywhere = judge === null ? new Map() : await readAnswers({ workspace, places: anyPair }, judge);
  await nextTurn();
  const judged =
    judge === null
      ? {
          probability: new Float64Array(count),
          source: new Uint8Array(count),
          answer: new Uint8Array(count),
          together: new Float64Array(count).fill(1),
          own: new Float64Array(count),
        }
      : await inTurns(
          judgeColumns(
            plan,
            await readInclusion(workspace.database, { kind: 'judge', judge }, plan),
            inPlaces(plan, everywhere),
            mapping,
            selected,
            ofOthers,
          ),
        );
  const strata = await declaredStrata(plan, { kind: 'human' });
  const judgeStrata = judge === null ? strata : await declaredStrata(plan, { kind: 'judge', judge });
  const inStrata = (of: PoolStrata): Int32Array => pairs.row.map((row, i) => of.of(row, pairs.rank[i] ?? 1));
  const answerMeans =
    judge === null || !judged.answer.includes(judgeAnswer.failed)
      ? null
      : await poolAnswerMeans(plan, strata, judge, everywhere, mapping, run, ofOthers);
  const { votes, imported } = await readLabels(plan, run !== null, ofOthers, leftOut);
  const own = await readInclusion(workspace.database, { kind: 'human' }, plan);
  const sample = await inTurns(sampleColumns(plan, own, imported, selected));
  const label = new Uint8Array(count);
  const events = new Map<number, LabelEvent>();
  const outcomes = { positive_wrong: 0, query_ambiguous: 0, cant_tell: 0 };
  for (const [pair, said] of votes) {
    const event = labelInSample(said, pair, uniform[pair] ?? 1, sample, mapping, leftOut);
    label[pair] = labelCode(event);
    if (event !== null) events.set(pair, event);
    if (event === 'positive-wrong') outcomes.positive_wrong++;
    else if (event === 'query-ambiguous') outcomes.query_ambiguous++;
    else if (event === 'missing') outcomes.cant_tell++;
  }
  const both = (): Float64Array =>
    sample.probability.map((any, pair) =>
      jointChance(
        { own: own[pair] ?? 0, any },
        { own: judged.own[pair] ?? 0, any: judged.probability[pair] ?? 0 },
      ),
    );
  const codes = (column: Uint8Array): Uint8Array =>
    pairs.parts === null ? column : Uint8Array.from(pairs.parts.pair, (pair) => column[pair] ?? 0);
  const people = { probability: byEntry(plan, sample.probability), together: byEntry(plan, sample.together) };
  await nextTurn();
  const bothProbability = judge === null ? null : byEntry(plan, both());
  await nextTurn();
  const stratum = inStrata(strata);
  await nextTurn();
  const ofJudge = { stratum: inStrata(judgeStrata), strata: judgeStrata.strata };
  await nextTurn();
  return {
    plan,
    judge,
    judges: [...counts.keys()],
    mapping,
    leftOut,
    events,
    outcomes,
    own,
    judgeOwn: judged.own,
    frame: {
      settings: pairs.settings,
      entry: pairs.entry,
      exit: pairs.exit,
      baseline: pairs.baseline,
      stratum,
      strata: strata.strata,
      judgeStrata: ofJudge,
      answerMeans,
      cluster: plan.clusterOfEntry,
      clusters,
      judgeProbability: byEntry(plan, judged.probability),
      judgeSource: codes(judged.source),
      judgeTogether: byEntry(plan, judged.together),
      answer: codes(judged.answer),
      humanProbability: people.probability,
      humanSource: codes(sample.source),
      humanTogether: people.together,
      bothProbability,
      label: codes(label),
      parts: pairs.parts,
    },
  };
}

/** Answers by `pairKey` as those of the plan's pairs, by pair. */
function inPlaces({ places }: PlanPairs, answers: ReadonlyMap<number, PairAnswer>): Map<number, PairAnswer> {
  const own = new Map<number, PairAnswer>();
  for (const [key, answer] of answers) {
    const pair = places.get(key);
    if (pair !== undefined) own.set(pair, answer);
  }
  return own;
}
