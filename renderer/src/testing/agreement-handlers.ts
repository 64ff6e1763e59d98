import { diagnosticsOf } from '../../../shared/agreement/diagnostics.ts';
import type { AgreementEstimate } from '../../../shared/agreement/agreement-estimate.ts';
import { undefinedEstimate } from '../../../shared/agreement/agreement-estimate.ts';
import type { RatedPairs } from '../../../shared/agreement/confusion-table.ts';
import { agreementOfPairs } from '../../../shared/agreement/weighted-agreement.ts';
import type { Rater } from '../../../shared/ipc/agreement-calls.ts';
import type { Handlers, Output } from '../../../shared/ipc/contract.ts';
import { humanLabel, judgeAnswer } from '../../../shared/rates/labelled-frame.ts';
import type { InventedLabels } from './invented-labels.ts';
import { pause } from './view-handlers.ts';
import type { Pools, World } from './world.ts';

type AgreementCalls = 'agreement.raters' | 'agreement.measure' | 'agreement.pairs';
type RatedPair = {
  readonly query: number;
  readonly document: number;
  readonly first: 0 | 1;
  readonly second: 0 | 1;
};

const categories = ['not relevant', 'relevant'];
/** How deep the pool was labelled. */
const depth = 8;

/** Agreement of the judge and the person of a world in memory, unweighted. `labels` null: nobody said anything. */
export function agreementHandlers(
  world: World,
  pools: Pools,
  labels: InventedLabels | null,
  delayMs: number,
): Handlers<AgreementCalls, AbortSignal> {
  const said = (rater: Rater, query: number, document: number): 0 | 1 | null => {
    if (labels === null) return null;
    const code = rater.kind === 'judge' ? labels.answerOf(query, document) : labels.labelOf(query, document);
    const yes = rater.kind === 'judge' ? judgeAnswer.relevant : humanLabel.relevant;
    const no = rater.kind === 'judge' ? judgeAnswer.notRelevant : humanLabel.notRelevant;
    return code === yes ? 1 : code === no ? 0 : null;
  };

  function pairsOf({
    first,
    second,
  }: {
    readonly first: Rater;
    readonly second: Rater;
  }): readonly RatedPair[] {
    const pool = pools('train', 50);
    return [...pool.documents.keys()].flatMap((at) => {
      if (at % pool.poolSize >= depth) return [];
      const query = pool.queries[Math.floor(at / pool.poolSize)] ?? 0;
      const document = pool.documents[at] ?? 0;
      const [one, two] = [said(first, query, document), said(second, query, document)];
      return one === null || two === null ? [] : [{ query, document, first: one, second: two }];
    });
  }

  function partOf(name: string, pairs: RatedPairs) {
    return {
      name,
      n: pairs.first.length,
      raw_agreement: agreementOfPairs('percent', categories, pairs),
      kappa: agreementOfPairs('cohen', categories, pairs),
      ac1: agreementOfPairs('gwet', categories, pairs),
    };
  }

  return {
    async 'agreement.raters'() {
      if (labels === null) return { raters: [] };
      const pool = pools('train', 50);
      const count = (rater: Rater, code: 0 | 1): number =>
        [...pool.documents.keys()].filter(
          (at) =>
            at % pool.poolSize < depth &&
            said(rater, pool.queries[Math.floor(at / pool.poolSize)] ?? 0, pool.documents[at] ?? 0) === code,
        ).length;
      const raters: readonly Rater[] = [
        { kind: 'judge', name: labels.judge },
        { kind: 'human', name: labels.annotator },
        { kind: 'settled' },
      ];
      return {
        raters: raters.map((rater) => {
          const [no, yes] = [count(rater, 0), count(rater, 1)];
          return { rater, labels: no + yes, relevant: yes, failed: rater.kind === 'judge' ? 9 : 0 };
        }),
      };
    },
    async 'agreement.measure'(asked) {
      await pause(delayMs);
      const rated = pairsOf(asked);
      const pairs = asRated(rated);
      const half = (even: boolean): RatedPairs => asRated(rated.filter((_, at) => (at % 2 === 0) === even));
      const blind = partOf('blind', half(true));
      const unblind = partOf('with the judge in sight', half(false));
      const counts = [0, 0, 0, 0];
      for (const { first, second } of rated)
        counts[first * 2 + second] = (counts[first * 2 + second] ?? 0) + 1;
      const of = (coefficient: 'percent' | 'cohen' | 'gwet' | 'krippendorff'): AgreementEstimate =>
        agreementOfPairs(coefficient, categories, pairs);
      const measured = diagnosticsOf(pairs);
      return {
        population: `The ${rated.length} pairs that both rated, as they are.`,
        weighted: false,
        left_out: { 'hand-picked': 7 },
        n: rated.length,
        categories,
        counts,
        shares: counts.map((count) => (rated.length === 0 ? 0 : count / rated.length)),
        coefficients: {
          raw_agreement: of('percent'),
          kappa: of('cohen'),
          weighted_kappa: of('cohen'),
          ac1: of('gwet'),
          ac2: of('gwet'),
          alpha: of('krippendorff'),
        },
        diagnostics: {
          sensitivity: measured.sensitivity,
          specificity: measured.specificity,
          prevalence: measured.prevalence,
          positive_predictive: measured.positivePredictive,
          negative_predictive: measured.negativePredictive,
        },
        strata: [partOf('ranks 1 to 4', half(true)), partOf('ranks 5 to 8', asRated([]))],
        anchoring: {
          blind,
          unblind,
          difference: undefinedEstimate(0, 'Too few pairs were labelled both ways; it takes 30.'),
        },
        ceilings: [
          {
            what: 'GPT-4o with UMBRELA against NIST, binary κ',
            value: '0.42 to 0.50',
            source: 'arXiv 2406.06519',
          },
          { what: 'human against human, κ', value: '0.52', source: 'Cormack et al.' },
        ],
        sentences: ['The judge calls more pairs relevant than people do: its rate alone is too high.'],
      };
    },
    async 'agreement.pairs'({ row, column, offset, limit, ...asked }) {
      await pause(delayMs);
      const rated = pairsOf(asked).filter(({ first, second }) => first === row && second === column);
      return { total: rated.length, pairs: rated.slice(offset, offset + limit).map(shown) };
    },
  };

  function shown({ query, document, first, second }: RatedPair): Output<'agreement.pairs'>['pairs'][number] {
    const { title, text, id } = world.documents[document] ?? { id: '', title: '', text: '' };
    return {
      query,
      document,
      query_id: world.queries[query]?.id ?? '',
      document_id: id,
      query_text: world.queries[query]?.text ?? '',
      title,
      text,
      first: { value: categories[first] ?? '', reason: '' },
      second: { value: categories[second] ?? '', reason: 'It names the builder that the query asks for.' },
    };
  }
}

function asRated(pairs: readonly RatedPair[]): RatedPairs {
  return {
    first: Uint8Array.from(pairs, ({ first }) => first),
    second: Uint8Array.from(pairs, ({ second }) => second),
    weight: new Float64Array(pairs.length).fill(1),
    cluster: null,
  };
}
