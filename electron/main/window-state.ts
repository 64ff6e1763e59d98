import { app, BrowserWindow, screen, type Rectangle } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { stepAside } from './step-aside.ts';

const Bounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int(),
  height: z.int(),
  isMaximized: z.boolean().default(false),
});

export type WindowState = {
  readonly bounds: Pick<Rectangle, 'width' | 'height'> & Partial<Rectangle>;
  readonly isMaximized: boolean;
};
const file = (): string => join(app.getPath('userData'), 'window.json');

/** A step aside of the window in front; without one where the last was, if that is still on a screen. */
export function readWindowState(front: BrowserWindow | null): WindowState {
  if (front !== null) {
    const bounds = front.getNormalBounds();
    const { workArea } = screen.getDisplayMatching(bounds);
    const others = BrowserWindow.getAllWindows().map((window) => window.getNormalBounds());
    return { bounds: stepAside(bounds, others, workArea), isMaximized: front.isMaximized() };
  }
  const { width, height, x, y, isMaximized } = readJsonFile(file(), Bounds, {
    width: 1440,
    height: 900,
    isMaximized: false,
  });
  const visible =
    x !== undefined &&
    y !== undefined &&
    screen.getAllDisplays().some(({ workArea: area }) => {
      const right = x + width;
      return right > area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
    });
  return { bounds: visible ? { width, height, x, y } : { width, height }, isMaximized };
}

/** Writes the window's place, and whether it filled the screen, when it closes. */
export function rememberWindowState(window: BrowserWindow): void {
  window.on('close', () =>
    writeJsonFile(file(), { ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  );
}
