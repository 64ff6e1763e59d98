import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { World } from './world.ts';

type DetailCalls = 'query.context' | 'teacher.scores' | 'teacher.pairs' | 'tune.starvation';

/** Invented answers for what stands beside a setting's numbers; plausible, not computed. */
export function detailHandlers(
  world: World,
  teachers: () => readonly string[],
): Handlers<DetailCalls, AbortSignal> {
  return {
    'query.context': async ({ teacher, documents }) => ({
      documents: documents.map((document, place) => ({
        document,
        flags: place === 2 ? ['same-title', 'truncated'] : place === 0 ? ['near-duplicate'] : [],
        positiveCosine: 0.97 - place * 0.01,
        tokens: place === 2 ? 331 : 140,
      })),
      tokenLimit: 256,
      others: teachers()
        .filter((name) => name !== teacher)
        .map((name) => ({
          teacher: name,
          poolSize: 100,
          candidates: documents
            .slice(0, 20)
            .map((document, rank) => ({ document, rank: rank + 1, score: 20 - rank })),
          positives: [],
        })),
    }),
    'teacher.scores': async ({ poolSize }) => ({
      queries: Math.min(300, world.queries.length),
      queriesTotal: world.queries.length,
      histogram: {
        edges: Array.from({ length: 41 }, (_, i) => i / 40),
        series: { positives: bell(26, 60), candidates: bell(8, 300) },
      },
      positives: { scored: world.queries.length, unscored: 0, mean: 0.65 },
      random: { scored: world.queries.length * 5, unscored: 0, mean: 0.21 },
      separation: 0.987,
      outsidePool: { count: 4, of: world.queries.length, poolSize },
    }),
    'teacher.pairs': async () => ({
      queries: 60,
      pairs: Array.from({ length: 400 }, (_, i) => {
        const kind = i % 8 === 0 ? 'positive' : i % 2 === 0 ? 'random' : 'candidate';
        const first = (kind === 'positive' ? 0.7 : kind === 'candidate' ? 0.5 : 0.15) + ((i * 37) % 29) / 120;
        return {
          query: i % 60,
          query_id: `q${i % 60}`,
          document: i,
          document_id: `d${i}`,
          kind,
          first,
          second: first * 20 + ((i * 53) % 31) / 4,
        };
      }),
      unscored: 12,
      spearman: 0.81,
    }),
    async 'tune.starvation'({ settings, only, limit }) {
      const rows = world.queries.slice(0, 23).map(({ id, text }, query) => ({
        query,
        id,
        text,
        positive: null,
        anchorScore: 0.2 + query * 0.01,
        selected: only === 'short' ? 2 : 0,
        candidates: 100,
        feeds: [
          { rule: 'perc-pos' as const, value: 0.96 + query * 0.01, distance: 0.004 + query * 0.003 },
          { rule: 'min-score' as const, value: 0.1, distance: 0.2 },
        ].slice(0, 1 + (query % 2)),
      }));
      return {
        units: world.queries.length,
        starved: 23,
        short: 9,
        rules: [
          {
            rule: 'perc-pos',
            units: 21,
            value: settings.perc ?? null,
            feedsHalf: 0.972,
            feedsMost: 1.03,
            feedsAll: 1.19,
          },
        ],
        unfeedable: { noCandidates: 0, noAnchor: 1, severalRules: 1 },
        byAnchorScore: Array.from({ length: 20 }, (_, i) => ({
          from: i / 20,
          to: (i + 1) / 20,
          units: 3 + ((i * 7) % 11),
          starved: i < 6 ? 4 - Math.floor(i / 2) : 0,
          short: i < 9 ? 1 : 0,
        })),
        byPositives: [
          { from: 1, to: 1, units: 90, starved: 20, short: 8 },
          { from: 2, to: 2, units: 30, starved: 3, short: 1 },
        ],
        total: rows.length,
        rows: rows.slice(0, limit),
      };
    },
  };
}

function bell(middle: number, top: number): number[] {
  return Array.from({ length: 40 }, (_, i) => Math.round(top * Math.exp(-((i - middle) ** 2) / 40)));
}
