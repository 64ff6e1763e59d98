import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How long a thread has nothing to do before its garbage is collected. */
const patienceMs = 2_000;

/**
 * Collects this thread's garbage once it has rested; what is given back is to be called whenever it has worked. V8 collects when more
 * is allocated: a thread without work keeps up to 64 MB of arrays that nobody uses, for good.
 */
export function collectAtRest(restMs = patienceMs): () => void {
  const collect = garbageCollector();
  const timer = setTimeout(collect, restMs).unref();
  return () => void timer.refresh();
}

/** Collects this thread's garbage now: where files were read that are as large as all else. */
export function collectNow(): void {
  garbageCollector()();
}

/** V8's own, which only a flag shows, for contexts made while it is set. It stays set: it is one for all threads, which
 * start at any time. A V8 that shows none does not collect at rest. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what V8 documents
  return runInNewContext("typeof gc === 'function' ? gc : () => {}") as () => void;
}
