import { useMemo } from 'react';
import type { Input } from '../../../../shared/ipc/contract.ts';
import { parameterOf } from '../../../../shared/tuning/slider.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { sliderOf } from '../../setting/methods.ts';
import { useCurrentView } from '../starvation/use-current-view.ts';

export type RatedSetting = { readonly view: Input<'rates.view'>; readonly at: number };

/** The setting on screen as rates see it: its slider, its value there, and whose rates are asked for. Null until its pool is at hand. */
export function useRatedSetting(): RatedSetting | null {
  const { setting, rates } = useStores();
  const view = useCurrentView();
  const { method, settings } = useFrom(setting, (state) => state.history.present);
  const choice = useFrom(rates, (state) => state.choice);
  const key = JSON.stringify([view, method, choice]);
  return useMemo(() => {
    if (view === null) return null;
    // Naive keeps what skipping no rank keeps.
    const slider = sliderOf(method) ?? 'shifted';
    return { view: { ...view, slider, ...choice }, at: settings[parameterOf(slider)] ?? 0 };
  }, [key]); // oxlint-disable-line react/exhaustive-deps -- the key stands for all of them
}
