import { useEffect, useRef, useState } from 'react';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Icon } from '../../components/icon.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import type { RelabelAction } from '../../../../shared/ipc/relabel-calls.ts';
import type { DecisionList } from '../../stores/relabel.ts';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { plural } from '../../text/format-number.ts';
import { actionTexts } from '../relabel/action-text.ts';
import type { Cell } from './confusion-matrix.tsx';

type CellPairsProps = {
  readonly comparison: Input<'agreement.measure'>;
  readonly cell: Cell;
  readonly categories: readonly string[];
  readonly names: readonly [string, string];
  readonly onClose: () => void;
};

const step = 20;
/** The engine answers at most so many. */
const most = 200;

/** The pairs of one cell, with their texts and what either rater gave as reason. */
export function CellPairs({ comparison, cell, categories, names, onClose }: CellPairsProps) {
  const { relabel, labels } = useStores();
  const version = useFrom(labels, (state) => state.version);
  const { list, decide } = useFrom(relabel, (state) => state);
  const [limit, setLimit] = useState(step);
  const { request } = useAnswer('agreement.pairs', { ...comparison, ...cell, offset: 0, limit }, version);
  const found = latestValue(request);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section className="panel cell-pairs" aria-labelledby="cell-pairs-title">
      <header className="panel-head">
        <h2 id="cell-pairs-title" ref={heading} tabIndex={-1}>
          {names[0]}: {categories[cell.row]} · {names[1]}: {categories[cell.column]}
        </h2>
        <span className="panel-aside">
          <span className="whole">{found === null ? '' : plural(found.total, 'pair')}</span>
          <button
            type="button"
            className="button quiet icon-only"
            aria-label="Close the pairs"
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </span>
      </header>
      {request.kind === 'failed' ? (
        <ErrorPanel title="The pairs could not be read" error={request.error} />
      ) : found === null ? (
        <p className="secondary pad">Reading the pairs …</p>
      ) : found.total === 0 ? (
        <p className="secondary pad">No pair lies in this cell.</p>
      ) : (
        <ul className="pair-list">
          {found.pairs.map((pair) => (
            <li key={`${pair.query}/${pair.document}`}>
              <PairTexts pair={pair} />
              <dl className="said-by">
                {([pair.first, pair.second] as const).map(({ value, reason }, place) => (
                  <div key={names[place]}>
                    <dt>{names[place]}</dt>
                    <dd>
                      <strong>{value}</strong> {reason === '' ? null : <UntrustedText text={reason} />}
                    </dd>
                  </div>
                ))}
              </dl>
              <span className="row" role="group" aria-label={`Decide on ${pair.document_id}`}>
                {(['drop', 'promote'] as const).map((action) => (
                  <button
                    key={action}
                    type="button"
                    className="button small"
                    aria-pressed={decisionOn(list, pair) === action}
                    title={`${actionTexts[action].sentence} Again takes it back.`}
                    onClick={() => void decide([pair], decisionOn(list, pair) === action ? null : action)}
                  >
                    {actionTexts[action].label}
                  </button>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {found !== null && found.total > found.pairs.length ? (
        limit >= most ? (
          <p className="secondary pad">
            The first {most} are shown; `negscope agreement` and an export of labels have all.
          </p>
        ) : (
          <button
            type="button"
            className="button quiet"
            onClick={() => setLimit(Math.min(most, limit + step * 2))}
          >
            Show more
          </button>
        )
      ) : null}
    </section>
  );
}

/** Among the newest decisions, as those made here are. */
function decisionOn(
  list: DecisionList | null,
  { query, document }: { readonly query: number; readonly document: number },
): RelabelAction | null {
  return list?.decisions.find((one) => one.query === query && one.document === document)?.action ?? null;
}

function PairTexts({ pair }: { readonly pair: Output<'agreement.pairs'>['pairs'][number] }) {
  return (
    <div className="pair-texts">
      <h3>
        <UntrustedText text={pair.query_text} />
      </h3>
      <p className="secondary">
        <bdi>{pair.query_id}</bdi> · <bdi>{pair.document_id}</bdi>
      </p>
      {pair.title === '' ? null : (
        <strong>
          <UntrustedText text={pair.title} />
        </strong>
      )}
      <UntrustedText text={pair.text} />
    </div>
  );
}
