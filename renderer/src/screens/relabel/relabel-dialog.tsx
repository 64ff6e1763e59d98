import { Dialog } from '../../components/dialog.tsx';
import { DecisionTable } from './decision-table.tsx';
import { RuleForm } from './rule-form.tsx';

/** Decisions on top of the data: by rule, as one step each, and the list of what is in force. */
export function RelabelDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Relabel" onClose={onClose}>
      <div className="stack pad relabel-dialog">
        <p className="secondary">
          The data stay as they are. Decisions lie on top of them: exports honour them, and the manifest lists
          them. On the query screen they are made one by one.
        </p>
        <RuleForm />
        <DecisionTable />
        <div className="row push-right">
          <button type="button" className="button primary" onClick={onClose}>
            Done
          </button>
        </div>
      </div>
    </Dialog>
  );
}
