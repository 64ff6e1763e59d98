import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';

/** Why the last queue that was wanted could not be made. */
export function MakingFailure() {
  const { annotation } = useStores();
  const making = useFrom(annotation, (state) => state.making);
  if (making.kind !== 'failed') return null;
  // "Nothing to adjudicate", "nothing left to draw": an answer, not a defect.
  if (making.error.code === 'not-found') {
    return (
      <p className="notice untrusted" role="alert">
        {making.error.message}.
      </p>
    );
  }
  return <ErrorPanel title="The queue could not be made" error={making.error} />;
}
