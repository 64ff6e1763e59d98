import type { Page } from '@playwright/test';
import { dragPaced } from './held-mouse.ts';

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Moves the slider in `box` to and fro, sixty times a second, so many steps. */
export async function dragOver(page: Page, { x, y, width, height }: Box, steps: number): Promise<void> {
  const middle = y + height / 2;
  await dragPaced(page, { x: x + width / 2, y: middle }, steps, (index) => ({
    x: x + width * shareAt(index),
    y: middle,
  }));
}

/** To and fro between a twentieth and the rest, always at one speed: where the slider's value stays, there is no frame to present. */
function shareAt(index: number): number {
  const phase = (index / stepsAcross) % 2;
  return 0.05 + 0.9 * (phase < 1 ? phase : 2 - phase);
}

const stepsAcross = 63;
