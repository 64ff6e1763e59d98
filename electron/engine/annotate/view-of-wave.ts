import { z } from 'zod';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { View } from '../../../shared/ipc/view-calls.ts';
import { sliderNames, withSlider } from '../../../shared/tuning/slider.ts';
import type { Workspace } from '../workspace/workspace.ts';

const WaveRow = z.object({
  teacher: z.string(),
  split: z.string(),
  settings: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(MiningSettings),
  slider: z.enum(sliderNames),
  value: z.number().nullable(),
});

/** The view that a wave of labels was drawn at, with its slider where it was; null for a wave that is not noted. */
export async function viewOfWave({ path, database }: Workspace, wave: number): Promise<View | null> {
  const [row] = await database.all(
    WaveRow,
    "SELECT teacher, split, settings, slider, value FROM waves WHERE phase = 'human' AND wave = ?",
    [wave],
  );
  if (row === undefined) return null;
  const { teacher, split, settings, slider, value } = row;
  return {
    workspace: path,
    teacher,
    split,
    settings: value === null ? settings : withSlider(settings, slider, value),
  };
}
