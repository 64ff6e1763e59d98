import { AppError } from '../../../shared/errors.ts';
import { superviseWorker } from '../runtime/supervised-worker.ts';
import type { RowAnswer, RowSearcher, SearchStep, SearchWatch } from './row-searcher.ts';
import type { CorpusFindings, CorpusOutline } from './search-corpus.ts';
import type { FromSearchThread, SearchThreadStart, ToSearchThread } from './search-messages.ts';

type Pending = {
  readonly watch: SearchWatch;
  readonly resolve: (answer: RowAnswer) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * A searcher on a thread of its own, `file` being the built `search-worker.ts`. Vectors are read here for it. Whatever ends the thread
 * fails the search with an `AppError`; so does a table that cannot be read, with its own error.
 */
export function createThreadSearcher(
  file: string,
  outline: CorpusOutline,
  findings: Promise<CorpusFindings>,
): RowSearcher {
  const { documents, queries } = outline;
  const shape = ({ count, dimensions }: typeof documents) => ({ count, dimensions });
  const start: SearchThreadStart = { ...outline, documents: shape(documents), queries: shape(queries) };
  let pending: Pending | null = null;
  const fail = (error: unknown): void => {
    pending?.reject(error);
    pending = null;
  };
  const { tell, dead, close } = superviseWorker<ToSearchThread, FromSearchThread>({
    file,
    name: 'search',
    what: 'a search thread',
    workerData: start,
    onMessage: (message) => {
      if (message.kind === 'read') void read(message);
      else if (message.kind === 'step') progress(message.step);
      else if (message.kind === 'failed') fail(new AppError(message.code, message.message));
      else {
        pending?.resolve(message.answer);
        pending = null;
      }
    },
    onDeath: fail,
  });

  // Who makes them is told of their failure, and stops the search.
  findings.then(
    (found) => tell({ kind: 'found', findings: found }),
    () => {},
  );

  function progress(step: SearchStep): void {
    try {
      pending?.watch.onStep(step);
    } catch (error) {
      fail(error);
    }
  }

  async function read(wish: Extract<FromSearchThread, { kind: 'read' }>): Promise<void> {
    const { id, start: first, count, memory } = wish;
    const table = wish.table === 'documents' ? documents : queries;
    try {
      await table.read(first, count, new Float32Array(memory, 0, count * table.dimensions));
    } catch (error) {
      fail(error);
      tell({ kind: 'cancel' });
    }
    tell({ kind: 'rows', id, memory }, [memory]);
  }

  return {
    search: async (request, watch) => {
      const error = dead();
      if (error) throw error;
      const stop = (): void => {
        fail(watch.signal.reason);
        tell({ kind: 'cancel' });
      };
      watch.signal.throwIfAborted();
      watch.signal.addEventListener('abort', stop, { once: true });
      try {
        return await new Promise<RowAnswer>((resolve, reject) => {
          pending = { watch, resolve, reject };
          tell({ kind: 'search', request });
        });
      } finally {
        watch.signal.removeEventListener('abort', stop);
      }
    },
    close: () => close({ kind: 'close' }),
  };
}
