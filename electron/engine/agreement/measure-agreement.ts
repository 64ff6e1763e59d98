import type { RatedPairs } from '../../../shared/agreement/confusion-table.ts';
import { tableOfPairs } from '../../../shared/agreement/confusion-table.ts';
import { differenceInterval } from '../../../shared/agreement/difference-interval.ts';
import { undefinedEstimate } from '../../../shared/agreement/agreement-estimate.ts';
import { publishedCeilings } from '../../../shared/agreement/published-ceilings.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import type { Engine } from '../engine.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { agreementSentences } from './agreement-sentences.ts';
import { coefficientsOf, diagnostics, partOf, type Sample } from './coefficients.ts';
import { raterName } from '../../../shared/agreement/rater-name.ts';
import { weighingOf, type ComparisonRequest, type Weighing } from './population.ts';
import { onDifferentScales, ratedCells, type RatedCells } from './rated-cells.ts';
import { labelKind, raterLabels, type Sight } from './rater-labels.ts';

/** Agreement of two raters over a named population. */
export async function measureAgreement(
  engine: Engine,
  request: ComparisonRequest,
  task: Task,
): Promise<Output<'agreement.measure'>> {
  const workspace = await engine.workspaces.open(request.workspace);
  await labelsStored(workspace);
  const cells = await cellsOf(workspace, request, request.sight);
  const weighing = await weighingOf(engine, request, task);
  const { sample, stratum, leftOut } = weighedSample(cells, weighing);
  const { categories, pairs } = sample;
  const counts = categories.flatMap((_, row) =>
    categories.map((__, column) =>
      pairs.first.reduce((sum, own, i) => sum + (own === row && pairs.second[i] === column ? 1 : 0), 0),
    ),
  );
  const anchoring = await anchoringOf(workspace, request);
  const measured = {
    population: weighing.sentence,
    weighted: sample.isWeighted,
    left_out: Object.fromEntries(leftOut),
    n: pairs.first.length,
    categories: [...categories],
    counts,
    shares: Array.from(tableOfPairs(categories, pairs).shares),
    coefficients: coefficientsOf(
      sample,
      pairs.first.length === 0 && leftOut.has(onDifferentScales)
        ? 'The two use different scales: compare them as relevant or not.'
        : null,
    ),
    diagnostics: request.scale === 'binary' ? diagnostics(sample) : null,
    strata: weighing.strata.flatMap((name, number) => {
      const own = [...stratum.keys()].filter((i) => stratum[i] === number);
      return own.length === 0 ? [] : [partOf(name, { ...sample, pairs: pairsAmong(pairs, own) })];
    }),
    anchoring,
    ceilings: publishedCeilings.map((ceiling) => ({ ...ceiling })),
  };
  return {
    ...measured,
    sentences: [
      ...agreementSentences(measured, raterName(request.first), raterName(request.second)),
      ...(measured.n === 0 ? [] : weighing.cautions),
    ],
  };
}

/** What both raters said, as categories. */
export async function cellsOf(
  workspace: Workspace,
  { first, second, scale, mapping }: ComparisonRequest,
  sight: Sight,
): Promise<RatedCells> {
  const kindOf = labelKind(scale, mapping ?? defaultMapping);
  return ratedCells(
    await raterLabels(workspace, first, sight, kindOf),
    await raterLabels(workspace, second, sight, kindOf),
    scale,
    mapping ?? defaultMapping,
  );
}

/** The pairs of the population, with weights; keys in the order of the sample. */
export function weighedSample(cells: RatedCells, { of }: Weighing) {
  const leftOut = new Map(cells.leftOut);
  const leave = (reason: string): never[] => {
    leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    return [];
  };
  const rows = cells.pairs.flatMap((pair) => {
    if (of === null) return [{ ...pair, weight: 1, stratum: -1, cluster: 0 }];
    const own = of(pair.key);
    if (own === null) return leave('not in the population');
    return own.weight === null ? leave('in no sample') : [{ ...pair, ...own, weight: own.weight }];
  });
  const sample: Sample = {
    categories: cells.categories,
    isWeighted: of !== null,
    pairs: {
      first: Uint8Array.from(rows, ({ first }) => first),
      second: Uint8Array.from(rows, ({ second }) => second),
      weight: Float64Array.from(rows, ({ weight }) => weight),
      cluster: of === null ? null : Int32Array.from(rows, ({ cluster }) => cluster),
    },
  };
  return {
    sample,
    keys: rows.map(({ key }) => key),
    stratum: Int32Array.from(rows, ({ stratum }) => stratum),
    leftOut,
  };
}

function pairsAmong({ first, second, weight, cluster }: RatedPairs, places: readonly number[]): RatedPairs {
  return {
    first: Uint8Array.from(places, (i) => first[i] ?? 0),
    second: Uint8Array.from(places, (i) => second[i] ?? 0),
    weight: Float64Array.from(places, (i) => weight[i] ?? 0),
    cluster: cluster === null ? null : Int32Array.from(places, (i) => cluster[i] ?? 0),
  };
}

/** Blind and unblind labels of a person beside a judge's answers, each pair once; null where one of them is missing. */
async function anchoringOf(
  workspace: Workspace,
  request: ComparisonRequest,
): Promise<Output<'agreement.measure'>['anchoring']> {
  if ((request.first.kind === 'judge') === (request.second.kind === 'judge')) return null;
  const everything = { of: null, sentence: '', strata: [], cautions: [] };
  const blind = weighedSample(await cellsOf(workspace, request, 'blind'), everything).sample;
  const unblind = weighedSample(await cellsOf(workspace, request, 'unblind'), everything).sample;
  if (blind.pairs.first.length === 0 || unblind.pairs.first.length === 0) return null;
  const parts = { blind: partOf('blind', blind), unblind: partOf('unblind', unblind) };
  const { raw_agreement: a } = parts.blind;
  const { raw_agreement: b } = parts.unblind;
  const n = a.n + b.n;
  const difference = differenceInterval(a, b);
  return {
    ...parts,
    difference:
      difference === null
        ? undefinedEstimate(n, 'One of the two has too few pairs for an interval.')
        : { ...difference, observed: null, expected: null, n },
  };
}
