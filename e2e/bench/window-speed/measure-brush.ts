import type { GeneratedSize } from '../generated-workspace.ts';
import { openGenerated } from './open-generated.ts';
import { paintedAfter } from './painted-when.ts';
import { p95Row, type ResultRow } from './result-rows.ts';

/** A brush over scores, moved bin by bin by key: until tiles and charts show the exact numbers inside it. */
export async function measureBrush(
  name: string,
  size: GeneratedSize,
  mostMs: number,
  steps: number,
): Promise<ResultRow[]> {
  const { page, close } = await openGenerated(size);
  try {
    await page.getByRole('group', { name: /^Brush teacher score/ }).focus();
    // The first bin, then ten more of them.
    await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 10; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.waitForTimeout(1_000);
    const found: number[] = [];
    for (let step = 0; step < steps; step++) {
      const key = Math.floor(step / 40) % 2 === 0 ? 'ArrowRight' : 'ArrowLeft';
      found.push(
        await paintedAfter(page, 'keydown', '.report-tiles.trust-exact', () => page.keyboard.press(key)),
      );
      // The tables of the step before are being counted meanwhile, as when a person goes on.
      await page.waitForTimeout(30);
    }
    return [p95Row(`brush on a chart at ${name} candidates: all others exact`, mostMs, found)];
  } finally {
    await close();
  }
}
