import { useFrom, useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';

type AdjudicatePanelProps = { readonly workspace: string; readonly annotator: string };

/** Pairs on which people differ, decided by one who sees all their labels. */
export function AdjudicatePanel({ workspace, annotator }: AdjudicatePanelProps) {
  const { annotation } = useStores();
  const { adjudicate } = useFrom(annotation, (state) => state);
  const isMaking = useFrom(annotation, (state) => state.making.kind === 'running');
  return (
    <Panel title="Adjudicate">
      <div className="row wrap pad">
        <p className="grow">
          Pairs on which annotators differ, or that one could not tell: see everybody’s labels and notes, and
          decide. The decision is the label that counts.
        </p>
        <button
          type="button"
          className="button"
          disabled={isMaking}
          onClick={() => void adjudicate({ workspace, annotator })}
        >
          Adjudicate
        </button>
      </div>
    </Panel>
  );
}
