import { useFrom, useStores } from '../../app-context.ts';
import { Icon } from '../../components/icon.tsx';
import { OneLine } from '../../components/one-line.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { formatCount, plural } from '../../text/format-number.ts';
import { actionTexts } from './action-text.ts';

/** What is in force, newest first, with undo and redo of steps. */
export function DecisionTable() {
  const { relabel } = useStores();
  const { list, decide, undo, redo } = useFrom(relabel, (state) => state);
  if (list === null) return <p className="secondary">Reading the decisions …</p>;
  const { decisions, total } = list;
  return (
    <section className="stack small" aria-label="Decisions in force">
      <div className="row spread">
        <h3 aria-live="polite">
          {total === 0
            ? 'No decision yet'
            : `${plural(total, 'decision')}: ${formatCount(list.drop)} dropped, ${formatCount(list.promote)} promoted, ${formatCount(list.keep)} kept`}
        </h3>
        <span className="row">
          <button
            type="button"
            className="button quiet"
            disabled={list.undo === null}
            title={list.undo === null ? 'Nothing to take back' : `Takes back: ${list.undo}`}
            onClick={() => void undo()}
          >
            <Icon name="undo" /> Undo
          </button>
          <button
            type="button"
            className="button quiet"
            disabled={list.redo === null}
            title={list.redo === null ? 'Nothing to do again' : `Does again: ${list.redo}`}
            onClick={() => void redo()}
          >
            <Icon name="redo" /> Redo
          </button>
        </span>
      </div>
      {decisions.length === 0 ? null : (
        <ScrollBox label="Decisions as a table" className="decisions">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">decision</th>
                <th scope="col">query</th>
                <th scope="col">document</th>
                <th scope="col">because</th>
                <th scope="col">
                  <span className="visually-hidden">take back</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {decisions.map(
                ({ query, document, document_id: id, query_text: text, title, action, because }) => (
                  <tr key={`${query}/${document}`}>
                    <th scope="row">{actionTexts[action].label}</th>
                    <td>
                      <OneLine text={text} />
                    </td>
                    <td>
                      <OneLine text={title === '' ? id : title} />
                    </td>
                    <td className="secondary because">{because}</td>
                    <td>
                      <button
                        type="button"
                        className="button quiet small icon-only"
                        aria-label={`Take back the decision on ${id}`}
                        title="Takes this decision away, as a step of its own"
                        onClick={() => void decide([{ query, document }], null)}
                      >
                        <Icon name="close" />
                      </button>
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {total > decisions.length ? (
        <p className="secondary">
          The newest {formatCount(decisions.length)} are listed; the manifest lists all.
        </p>
      ) : null}
    </section>
  );
}
