import type { AnnotationItem, AnnotationQueue, Visible } from '../../../../shared/ipc/annotate-calls.ts';
import type { LabelValue } from '../../../../shared/rates/event-mapping.ts';

export type LabelChoice = {
  readonly value: LabelValue;
  /** On its button. */
  readonly name: string;
  readonly key: string;
  readonly sentence: string;
};

const everywhere: readonly LabelChoice[] = [
  {
    value: 'cant-tell',
    name: 'Can’t tell',
    key: '0',
    sentence: 'You cannot say: counts as missing, with bounds on what it could be.',
  },
  {
    value: 'query-ambiguous',
    name: 'Query ambiguous',
    key: 'q',
    sentence: 'The query can be read in ways that need different answers.',
  },
];

const choices: Readonly<Record<AnnotationQueue['question'], readonly LabelChoice[]>> = {
  relevance: [
    { value: 'relevant', name: 'Relevant', key: '1', sentence: 'The text answers the query.' },
    {
      value: 'partly',
      name: 'Partly',
      key: '2',
      sentence: 'The text answers a part of it, or only hints at it.',
    },
    {
      value: 'not',
      name: 'Not relevant',
      key: '3',
      sentence: 'The text does not answer the query, whatever they share.',
    },
    ...everywhere,
  ],
  comparison: [
    {
      value: 'better',
      name: 'Better',
      key: '1',
      sentence: 'It answers the query better than the labelled positive.',
    },
    {
      value: 'as-good',
      name: 'As good',
      key: '2',
      sentence: 'It answers the query as well as the labelled positive.',
    },
    { value: 'worse', name: 'Worse', key: '3', sentence: 'It answers the query less well, or not at all.' },
    ...everywhere,
    {
      value: 'positive-wrong',
      name: 'Positive is wrong',
      key: 'p',
      sentence: 'The labelled positive itself does not answer the query.',
    },
  ],
};

/** The answers to a question, with their keys. */
export function choicesFor(question: AnnotationQueue['question']): readonly LabelChoice[] {
  return choices[question];
}

/** What is in sight while an item is labelled, as the label records it. */
export function visibleBeside({ shown, positive }: AnnotationItem): readonly Visible[] {
  const seen: Visible[] = positive === null ? [] : ['positive'];
  if (shown === null) return seen;
  if (shown.judge.length > 0) seen.push('judge');
  if (shown.score !== null) seen.push('score');
  if (shown.rank !== null) seen.push('rank');
  if (shown.verdict !== null) seen.push('verdict');
  if (shown.labels.length > 0) seen.push('other-labels');
  return seen;
}
