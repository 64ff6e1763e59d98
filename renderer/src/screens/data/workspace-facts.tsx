import type { WorkspaceSummary } from '../../../../shared/ipc/data-calls.ts';
import { NumberTile } from '../../components/number-tile.tsx';
import { formatCount, plural } from '../../text/format-number.ts';

/** The size of the data, at a glance. */
export function WorkspaceFacts({ summary }: { readonly summary: WorkspaceSummary }) {
  const splits = Object.entries(summary.splits);
  const perQuery = summary.queries === 0 ? 0 : summary.positives / summary.queries;
  return (
    <div className="tiles">
      <NumberTile
        name="Documents"
        value={formatCount(summary.documents)}
        below="texts to search in"
        sentence="Corpus texts in the workspace, after merging equal ones."
      />
      <NumberTile
        name="Queries"
        value={formatCount(summary.queries)}
        below={plural(splits.length, 'split')}
        sentence="Queries with different texts."
      />
      <NumberTile
        name="Positives"
        value={formatCount(summary.positives)}
        below={`${perQuery.toFixed(1)} for each query`}
        sentence="Query–document pairs labelled relevant, over all splits."
      />
      <div className="tile splits" title="Queries that have a label in each split.">
        <span className="tile-name">Splits</span>
        <ul>
          {splits.map(([name, queries]) => (
            <li key={name}>
              <bdi>{name}</bdi>
              <b>{formatCount(queries)}</b>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
