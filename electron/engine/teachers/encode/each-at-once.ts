/**
 * Does `work` for every item, `atOnce` of them at a time, begun in order. The first failure is thrown, and ends the others after what they are at: nothing goes
 * on behind the caller's back.
 */
export async function eachAtOnce<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const item of left) {
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
      if (failed) return;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.max(1, atOnce) }, worker));
  const rejected = ended.find((each) => each.status === 'rejected');
  if (rejected) throw rejected.reason;
}
