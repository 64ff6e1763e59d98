import { useFrom, useStores } from '../../app-context.ts';
import { Icon } from '../../components/icon.tsx';
import { OneLine } from '../../components/one-line.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import type { NamedQuery, QueryDetail } from '../../stores/query.ts';
import { formatCount, plural } from '../../text/format-number.ts';

type QueryHeadProps = {
  readonly opened: NamedQuery;
  /** Null while it is on its way. */
  readonly detail: QueryDetail | null;
};

/** The query itself, its place in the list, and what became of its candidates. */
export function QueryHead({ opened, detail }: QueryHeadProps) {
  const { query, queries, navigation } = useStores();
  const { position, step } = useFrom(query, (state) => state);
  const total = useFrom(queries, (state) => state.total);
  const others = detail?.query.ids.filter((id) => id !== opened.id) ?? [];
  return (
    <header className="query-head panel">
      <button
        type="button"
        className="button icon-only"
        aria-label="Previous query"
        title="Previous query of the table ( [ )"
        disabled={position === null || position === 0}
        onClick={() => void step(-1)}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        className="button icon-only"
        aria-label="Next query"
        title="Next query of the table ( ] )"
        disabled={position === null || (total !== null && position >= total - 1)}
        onClick={() => void step(1)}
      >
        <Icon name="right" />
      </button>
      <span
        className="secondary tabular place"
        title={others.length > 0 ? `also ${others.join(', ')}` : undefined}
      >
        <OneLine text={opened.id} />
        <span>
          {others.length > 0 ? ` +${others.length}` : ''}
          {position === null || total === null
            ? ''
            : ` · ${formatCount(position + 1)} of ${formatCount(total)}`}
        </span>
      </span>
      <h1>
        <UntrustedText text={opened.text} />
      </h1>
      <span className="row push-right">
        {detail === null ? <span className="chip">reading …</span> : <Counts detail={detail} />}
        <button type="button" className="button" onClick={() => navigation.getState().go('tune')}>
          Back to Tune
        </button>
      </span>
    </header>
  );
}

function Counts({ detail }: { readonly detail: QueryDetail }) {
  const kept = detail.candidates.filter(({ verdict }) => verdict === 'kept').length;
  const selected = detail.candidates.filter((one) => one.selected).length;
  const suspects = detail.candidates.filter(({ suspect }) => suspect).length;
  return (
    <>
      {suspects > 0 ? (
        <span
          className="chip suspect"
          title="Candidates at or above the bound of the reference setting (PercPos 95 % of the lowest positive)."
        >
          ◆ {plural(suspects, 'suspect')}
        </span>
      ) : null}
      <span className="chip">
        <b>{formatCount(kept)}</b> kept · <b>{formatCount(selected)}</b> selected
      </span>
      {detail.shortBy > 0 ? (
        <span className="chip warning">{selected === 0 ? 'starved' : `short by ${detail.shortBy}`}</span>
      ) : null}
    </>
  );
}
