import { useFrom, useStores } from '../../app-context.ts';
import { plural } from '../../text/format-number.ts';

type ByHandPanelProps = { readonly workspace: string; readonly annotator: string };

/** Pairs that were picked on another screen before it was known who labels. */
export function ByHandPanel({ workspace, annotator }: ByHandPanelProps) {
  const { annotation } = useStores();
  const { byHand, pick, askByHand } = useFrom(annotation, (state) => state);
  if (byHand === null) return null;
  return (
    <section className="panel row pad by-hand" aria-label="Picked by hand">
      <span>
        {plural(byHand.pairs.length, 'pair')} picked by hand. Such labels are marked and left out of rates.
      </span>
      <span className="row push-right">
        <button
          type="button"
          className="button primary"
          onClick={() => void pick({ workspace, annotator, ...byHand })}
        >
          Label
        </button>
        <button type="button" className="button" onClick={() => askByHand(null)}>
          Not now
        </button>
      </span>
    </section>
  );
}
