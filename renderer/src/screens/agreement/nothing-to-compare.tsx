import { useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { countLabels, type RaterCount } from '../../stores/labels.ts';

/** One rater or none: what to do next. */
export function NothingToCompare({ raters }: { readonly raters: readonly RaterCount[] }) {
  const { navigation } = useStores();
  const { go } = navigation.getState();
  const { judged, human } = countLabels(raters);
  const judge = (
    <button type="button" className={judged === 0 ? 'button primary' : 'button'} onClick={() => go('judge')}>
      Ask a judge
    </button>
  );
  const annotate = (
    <button type="button" className={judged > 0 ? 'button primary' : 'button'} onClick={() => go('annotate')}>
      Label some
    </button>
  );
  if (judged > 0) {
    return (
      <EmptyState title="The judge has nobody to agree with yet">
        <p>
          It has answered, but whether it is right nobody can tell before people label some of the same pairs,
          blind. Thirty labels say something, a hundred say a lot.
        </p>
        <span className="row">{annotate}</span>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={human > 0 ? 'One rater only' : 'Nobody has judged or labelled yet'}>
      <p>
        {human > 0
          ? 'Let a judge answer about the same pairs, or another person label some of them twice: agreement takes two.'
          : 'Agreement is between two: let a judge read the selected negatives, then label some of them blind.'}
      </p>
      <span className="row">
        {judge}
        {annotate}
      </span>
    </EmptyState>
  );
}
