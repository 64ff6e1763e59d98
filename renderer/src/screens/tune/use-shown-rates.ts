import { useMemo } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { shownRates, type ShownRates } from '../../stores/shown-rates.ts';

/** The rates at the setting on screen: a look-up while the slider moves. */
export function useShownRates(): ShownRates | null {
  const { rates } = useStores();
  const { question, choice, answer, exact } = useFrom(rates, (state) => state);
  return useMemo(() => shownRates({ question, choice, answer, exact }), [question, choice, answer, exact]);
}
