import type { ImportReport } from '../../../../shared/domain/import-report.ts';
import { useStores } from '../../app-context.ts';
import { NumberTile } from '../../components/number-tile.tsx';
import { OneLine } from '../../components/one-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { RefusedLines } from '../../components/refused-lines.tsx';
import { formatCount, plural } from '../../text/format-number.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';

/** What was read, merged and refused. */
export function ImportResult({ report }: { readonly report: ImportReport }) {
  const { navigation } = useStores();
  const merged = Object.values(report.deduplicated).reduce((sum, count) => sum + count, 0);
  const splits = Object.entries(report.splits)
    .map(([name, queries]) => `${name} ${formatCount(queries)}`)
    .join(' · ');
  return (
    <>
      <div className="tiles">
        <NumberTile
          name="Documents"
          value={formatCount(report.documents)}
          below={`format ${report.format}`}
          sentence="Corpus texts in the workspace, after merging equal ones."
        />
        <NumberTile
          name="Queries"
          value={formatCount(report.queries)}
          below={splits === '' ? 'no splits' : splits}
          sentence="Queries with different texts, and how many have a label in each split."
        />
        <NumberTile
          name="Positives"
          value={formatCount(report.positives)}
          below={
            report.supplied_runs.length === 0
              ? 'no negatives supplied'
              : plural(report.supplied_runs.length, 'supplied run')
          }
          sentence="Query–document pairs labelled relevant. Negatives that came with the data are runs of their own."
        />
        <NumberTile
          name="Merged"
          value={formatCount(merged)}
          below={merged === 0 ? 'no duplicates' : 'duplicates, see below'}
          sentence="Records that repeat another one and became one with it."
        />
        <NumberTile
          name="Refused lines"
          value={formatCount(report.refused_total)}
          below={report.refused_total === 0 ? 'everything was read' : 'left out, listed below'}
          sentence="Lines that could not be read. Everything else was imported."
          tone={report.refused_total > 0 ? 'warning' : 'plain'}
        />
      </div>
      <p className="secondary">{report.reason}</p>
      {report.labels_saved === undefined ? null : (
        <p className="notice">
          {plural(report.labels_saved.labels, 'label')} of the workspace that was replaced:{' '}
          <bdi>{report.labels_saved.path}</bdi>. “Import labels” on the Annotate screen reads them, “as the
          file says”.
        </p>
      )}
      <div className="row push-right">
        <button type="button" className="button primary" onClick={() => navigation.getState().go('data')}>
          Choose a teacher
        </button>
      </div>
      {report.refused_total > 0 ? (
        <Panel title="Refused lines" aside={formatCount(report.refused_total)}>
          <RefusedLines lines={report.refused} total={report.refused_total} />
        </Panel>
      ) : null}
      {merged > 0 ? (
        <Panel title="Merged" aside={formatCount(merged)}>
          <ul className="kinds">
            {Object.entries(report.deduplicated).map(([kind, count]) => (
              <li key={kind}>
                <b>{formatCount(count)}</b> {kind}
              </li>
            ))}
          </ul>
          <ScrollBox label="What was merged, as a table">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">kind</th>
                  <th scope="col">id</th>
                  <th scope="col">merged into</th>
                </tr>
              </thead>
              <tbody>
                {report.deduplicated_list.slice(0, 200).map(({ kind, id, into }) => (
                  <tr key={`${kind}:${id}`}>
                    <td>{kind}</td>
                    <td>
                      <OneLine text={id} />
                    </td>
                    <td>
                      <OneLine text={into} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </Panel>
      ) : null}
    </>
  );
}
