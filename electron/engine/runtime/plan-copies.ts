/** How many threads each copy of a model has on the CPU, and why so many copies, in a clause. */
export type CopiesPlan = { readonly threadsOf: readonly number[]; readonly reason: string };

/** All copies together take at most this part of the memory. */
const memoryParts = 32;

/**
 * A copy for each thread, where memory allows: threads that share a batch wait for each other after each of a graph's hundred operators, and copies with batches of their
 * own take a quarter less of the processors' time. Fewer copies share the threads evenly. `weightBytes` is the size of the model's files, `memoryBytes`
 * what the process may use.
 */
export function planCopies(threads: number, weightBytes: number, memoryBytes: number): CopiesPlan {
  const affordable = Math.floor(memoryBytes / memoryParts / Math.max(1, weightBytes));
  const copies = Math.max(1, Math.min(threads, affordable));
  const threadsOf = Array.from(
    { length: copies },
    (_, i) => Math.floor(threads / copies) + (i < threads % copies ? 1 : 0),
  );
  return { threadsOf, reason: reasonOf(threads, copies) };
}

function reasonOf(threads: number, copies: number): string {
  if (threads === 1) return 'one batch at a time';
  if (copies === threads) return 'each thread computes batches of its own';
  const share = copies === 1 ? 'all threads share one batch' : `${copies} batches at once`;
  return `${share}: more copies of the model than ${copies} would take more than 1/${memoryParts} of the memory`;
}
