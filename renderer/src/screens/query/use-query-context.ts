import { useMemo } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import type { QueryContext } from '../../../../shared/ipc/detail-calls.ts';
import type { QueryDetail } from '../../stores/query.ts';
import { latestValue, type Request } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';

/** One document's part of the context. */
export type DocumentContext = QueryContext['documents'][number];

export type QueryContextView = {
  readonly request: Request<QueryContext>;
  readonly of: (document: number) => DocumentContext | null;
};

/** What surrounds the query on screen; the same for every setting, so it is asked once. */
export function useQueryContext(detail: QueryDetail | null): QueryContextView {
  const { view } = useStores();
  const ready = useFrom(view, (state) => state.ready);
  const input =
    detail === null || ready === null
      ? null
      : {
          workspace: ready.choice.workspace,
          split: ready.choice.split,
          teacher: ready.choice.teacher,
          query: detail.query.query,
          documents: detail.candidates.map(({ document }) => document),
        };
  const { request: asked } = useAnswer('query.context', input);
  // What surrounds another query says nothing about this one.
  const request: Request<QueryContext> =
    asked.kind === 'running' || asked.kind === 'failed' ? { ...asked, value: null } : asked;
  const value = latestValue(request);
  const byDocument = useMemo(
    () => new Map((value?.documents ?? []).map((one) => [one.document, one])),
    [value],
  );
  return { request, of: (document) => byDocument.get(document) ?? null };
}
