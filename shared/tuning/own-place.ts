import type { MiningSettings } from '../domain/mining-settings.ts';
import { parameterOf, sliderOfSettings, type Slider } from './slider.ts';
import type { TuneTables } from './tune-tables.ts';

/**
 * Any setting is a place on the slider of each of its rules; that of a bound on scores counts candidates by runs. Without a rule it
 * is where nobody is dropped by rank, which nobody set (null).
 */
export function ownPlace(settings: MiningSettings): {
  readonly slider: Slider;
  readonly value: number | null;
} {
  const slider = sliderOfSettings(settings) ?? 'shifted';
  return { slider, value: settings[parameterOf(slider)] };
}

/** Tables at `ownPlace`, without a rule that nobody set. */
export function ownTables(tables: TuneTables, { value }: ReturnType<typeof ownPlace>): TuneTables {
  if (value !== null) return tables;
  const { shifted: _, ...failed } = tables.failed;
  return { ...tables, failed };
}
