import { describe, expect, it } from 'vitest';
import { createRequestGate, type Slot } from './request-gate.ts';

const { signal } = new AbortController();

/** Enters as often as the gate lets in at once. */
async function fill(gate: ReturnType<typeof createRequestGate>): Promise<readonly Slot[]> {
  const slots: Slot[] = [];
  for (let i = 0; i < 200; i++)
    void gate.enter(signal).then(
      (slot) => slots.push(slot),
      () => {},
    );
  await new Promise((resolve) => setTimeout(resolve, 5));
  return slots;
}

describe('the gate', () => {
  it('starts with one request, however many come together', async () => {
    expect(await fill(createRequestGate(50))).toHaveLength(1);
  });

  it('doubles while answers come well, up to its most', async () => {
    const gate = createRequestGate(10);
    const limits: number[] = [];
    for (let round = 0; round < 5; round++) {
      for (let i = gate.limit(); i > 0; i--) (await gate.enter(signal)).release('good', 10);
      limits.push(gate.limit());
    }
    expect(limits).toEqual([2, 4, 8, 10, 10]);
  });

  it('halves once for requests that were pushed back together, then grows by one a round', async () => {
    let now = 0;
    const gate = createRequestGate(64, () => now);
    for (let i = 0; i < 7; i++) (await gate.enter(signal)).release('good', 10);
    expect(gate.limit()).toBe(8);
    const slots = await Promise.all(Array.from({ length: 8 }, () => gate.enter(signal)));
    now = 5;
    for (const slot of slots) slot.release('pushed-back', 5);
    expect(gate.limit()).toBe(4);
    now = 10;
    for (let i = 0; i < 5; i++) (await gate.enter(signal)).release('good', 10);
    expect(gate.limit()).toBe(5);
  });

  it('does not lengthen the queue of a server that answers one after the other', async () => {
    const gate = createRequestGate(64);
    (await gate.enter(signal)).release('good', 500);
    (await gate.enter(signal)).release('good', 2_000);
    (await gate.enter(signal)).release('good', 2_500);
    expect(gate.limit()).toBe(2);
  });

  it('lets nobody in while many answers are not stored', async () => {
    const gate = createRequestGate(4);
    const stored: (() => void)[] = [];
    for (let i = 0; i < 8; i++) {
      (await gate.enter(signal)).release('good', 10);
      stored.push(gate.storing());
    }
    const slots: Slot[] = [];
    for (let i = 0; i < 6; i++) void gate.enter(signal).then((slot) => slots.push(slot));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(slots).toHaveLength(0);
    stored.pop()?.();
    await expect.poll(() => slots.length).toBe(4);
  });

  it('lets nobody in before the time that the server asked for, nor after it is closed', async () => {
    const gate = createRequestGate(4);
    const started = performance.now();
    gate.pause(60);
    (await gate.enter(signal)).release('good', 1);
    expect(performance.now() - started).toBeGreaterThan(55);
    gate.close();
    await expect(gate.enter(signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
