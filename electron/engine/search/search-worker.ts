import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../../shared/assert.ts';
import { AppError } from '../../../shared/errors.ts';
import { lentTable } from './lent-table.ts';
import { createRowSearcher, type RowRequest, type SearchStep } from './row-searcher.ts';
import type { CorpusFindings } from './search-corpus.ts';
import type { FromSearchThread, SearchThreadStart, ToSearchThread } from './search-messages.ts';

// The entry of a searching thread: one searcher, one request at a time. It ends by itself once its port is closed; being terminated
// inside the native library would be less safe.
invariant(parentPort !== null, 'this module runs as a worker');
const port = parentPort;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only thread-searcher.ts starts this module
const start = workerData as SearchThreadStart;
const documents = lentTable(port, 'documents', start.documents);
const queries = lentTable(port, 'queries', start.queries);
let findings: { readonly tell: (found: CorpusFindings) => void; readonly giveUp: (reason: Error) => void };
const searcher = createRowSearcher(
  { ...start, documents: documents.table, queries: queries.table },
  new Promise((tell, giveUp) => (findings = { tell, giveUp })),
);
let running = new AbortController();

const tell = (message: FromSearchThread): void => port.postMessage(message);

async function search(request: RowRequest): Promise<void> {
  running = new AbortController();
  const { signal } = running;
  try {
    const onStep = (step: SearchStep): void => tell({ kind: 'step', step });
    tell({ kind: 'answer', answer: await searcher.search(request, { signal, onStep }) });
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (error instanceof AppError) tell({ kind: 'failed', code: error.code, message: error.message });
    else tell({ kind: 'failed', code: 'failed', message });
  }
}

port.on('message', (message: ToSearchThread) => {
  if (message.kind === 'search') void search(message.request);
  else if (message.kind === 'rows') {
    documents.settle(message.id, message.memory);
    queries.settle(message.id, message.memory);
  } else if (message.kind === 'cancel') running.abort();
  else if (message.kind === 'found') findings.tell(message.findings);
  else {
    running.abort();
    findings.giveUp(new Error('closed before it was opened'));
    void searcher
      .close()
      .catch(() => {})
      .finally(() => port.close());
  }
});
