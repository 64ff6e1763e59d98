/** Gives what `load` makes of 0 to `count` − 1, in order; the next is loaded while the caller works on one, so the buffers take turns. */
export async function* readAhead<Buffer, Loaded>(
  count: number,
  buffers: readonly [Buffer, Buffer],
  load: (i: number, buffer: Buffer) => Promise<Loaded>,
): AsyncGenerator<Loaded> {
  let pending: Promise<Loaded> | null = null;
  try {
    for (let i = 0; i < count; i++) {
      const loaded: Loaded = await (pending ?? load(i, buffers[0]));
      pending = i + 1 < count ? load(i + 1, buffers[(i + 1) % 2 === 0 ? 0 : 1]) : null;
      // Awaited on the next turn; until then a failure must not count as unhandled.
      pending?.catch(() => {});
      yield loaded;
    }
  } finally {
    await pending?.catch(() => {});
  }
}
