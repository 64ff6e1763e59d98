import { useApp, useFrom, useStores } from '../../app-context.ts';
import { cutText } from '../../text/cut-text.ts';

type LabelPairButtonProps = {
  readonly query: number;
  readonly document: number;
  /** What the queue is called after. */
  readonly about: string;
};

/** Labels one pair by hand: such labels are marked and left out of rates. */
export function LabelPairButton({ query, document, about }: LabelPairButtonProps) {
  const { settings } = useApp();
  const { annotation, workspace, navigation } = useStores();
  const annotator = useFrom(settings, (state) => state.settings?.annotator ?? '');
  const path = useFrom(workspace, (state) => state.path);
  function label(): void {
    const byHand = { pairs: [{ query, document }], name: `By hand: ${cutText(about, 80).trim()}` };
    annotation.getState().leave();
    navigation.getState().go('annotate');
    if (path === null || annotator === '') annotation.getState().askByHand(byHand);
    else void annotation.getState().pick({ workspace: path, annotator, ...byHand });
  }
  return (
    <button
      type="button"
      className="button quiet small"
      title="Opens it on Annotate. Labels of pairs picked by hand are marked and left out of rates."
      onClick={label}
    >
      Label this pair…
    </button>
  );
}
