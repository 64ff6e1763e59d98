import { documentText } from '../../../shared/text/document-text.ts';
import type { JudgePrompt, Question } from '../../../shared/judge/judge-prompt.ts';
import { documentTexts, queryTexts } from '../mine/texts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { cacheKey } from './judgement-cache.ts';
import type { JudgePlan } from './judge-plan.ts';

/** A question with the pairs of the plan that it is about. */
export type PlannedQuestion = {
  /** Places in the plan, one a document of the question. */
  readonly places: readonly number[];
  readonly question: Question;
  readonly keys: readonly string[];
  readonly positive: number | null;
  /** Documents that were cut. */
  readonly truncated: number;
};

/** Questions whose texts are in memory at a time. */
const blockSize = 128;

/** Places of the plan in groups of one call each. */
export type PlaceGroups = { readonly count: number; readonly at: (group: number) => readonly number[] };

/** In the order of the plan, pairs of a query together where the prompt takes several. */
export function groupPlaces(plan: JudgePlan, places: Int32Array, perCall: number): PlaceGroups {
  // Of ten million pairs, no list of one each.
  if (perCall === 1) return { count: places.length, at: (group) => [places[group] ?? 0] };
  const byQuery = new Map<number, number[]>();
  for (const place of places) {
    const query = plan.queries[place] ?? 0;
    const own = byQuery.get(query);
    if (own === undefined) byQuery.set(query, [place]);
    else own.push(place);
  }
  const groups = Array.from(byQuery.values()).flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / perCall) }, (_, i) =>
      own.slice(i * perCall, (i + 1) * perCall),
    ),
  );
  return { count: groups.length, at: (group) => groups[group] ?? [] };
}

/** The questions of some groups, block by block: texts are read when they are near. */
export async function* plannedQuestions(
  workspace: Workspace,
  plan: JudgePlan,
  groups: PlaceGroups,
  prompt: JudgePrompt,
  model: string,
  maxCharacters: number,
): AsyncGenerator<readonly PlannedQuestion[]> {
  for (let from = 0; from < groups.count; from += blockSize) {
    const size = Math.min(blockSize, groups.count - from);
    const block = Array.from({ length: size }, (_, i) => groups.at(from + i));
    const places = block.flat();
    const queries = await queryTexts(workspace, distinct(places.map((place) => plan.queries[place] ?? 0)));
    const positives = prompt.needsPositive
      ? places.flatMap((place) => plan.positives.get(plan.queries[place] ?? 0) ?? [])
      : [];
    const documents = await documentTexts(
      workspace,
      distinct([...places.map((place) => plan.documents[place] ?? 0), ...positives]),
    );
    const textOf = (document: number): string => {
      const { title = '', text = '' } = documents.get(document) ?? {};
      return documentText(title, text);
    };
    yield block.map((group): PlannedQuestion => {
      const query = plan.queries[group[0] ?? 0] ?? 0;
      const positive = prompt.needsPositive ? (plan.positives.get(query) ?? null) : null;
      const full = group.map((place) => textOf(plan.documents[place] ?? 0));
      const texts = full.map((text) => cut(text, maxCharacters));
      const question: Question = {
        query: queries.get(query)?.text ?? '',
        positive: positive === null ? null : cut(textOf(positive), maxCharacters),
        documents: texts,
      };
      return {
        places: group,
        question,
        keys: texts.map((text) => cacheKey(model, prompt.version, question, text)),
        positive,
        truncated: full.filter((text, i) => text.length !== texts[i]?.length).length,
      };
    });
  }
}

function distinct(indexes: readonly number[]): readonly number[] {
  return [...new Set(indexes)];
}

/** Never through a surrogate pair. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
}
