import { useFrom, useStores } from '../../app-context.ts';

/** Where nobody judged or labelled anything yet: one line on how to get a false-negative rate. */
export function NoRatesNote() {
  const { labels, navigation } = useStores();
  const isEmpty = useFrom(labels, (state) => state.raters?.length === 0);
  if (!isEmpty) return null;
  const { go } = navigation.getState();
  return (
    <p className="secondary no-rates-note">
      How many of these are right answers that nobody labelled? Let a{' '}
      <button type="button" className="link-button" onClick={() => go('judge')}>
        judge
      </button>{' '}
      read them and{' '}
      <button type="button" className="link-button" onClick={() => go('annotate')}>
        label some yourself
      </button>
      : a rate with its interval then follows the slider.
    </p>
  );
}
