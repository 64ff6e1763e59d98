/** The rate to show first: corrected, else by people only where there is no corrected one; with its source. */
export function headlineRate<R extends { readonly estimate: number | null }>({
  corrected,
  human,
}: {
  readonly corrected: R;
  readonly human: R;
}): { readonly rate: R; readonly source: 'corrected' | 'human' } {
  return corrected.estimate === null && human.estimate !== null
    ? { rate: human, source: 'human' }
    : { rate: corrected, source: 'corrected' };
}
