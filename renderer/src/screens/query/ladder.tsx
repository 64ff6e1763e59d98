import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { TextFlag } from '../../../../shared/ipc/detail-calls.ts';
import type { CandidateView } from '../../../../shared/ipc/view-calls.ts';
import { useApp, useFrom } from '../../app-context.ts';
import { layoutLadder } from '../../charts/ladder-layout.ts';
import { isFocusFree } from '../../components/is-focus-free.ts';
import { Panel } from '../../components/panel.tsx';
import { ScoreStrip } from '../../components/score-strip.tsx';
import type { QueryDetail } from '../../stores/query.ts';
import { formatScore, plural } from '../../text/format-number.ts';
import { LadderAxis } from './ladder-axis.tsx';
import { CandidateRow, PositiveRow } from './ladder-row.tsx';
import { ladderScale } from './ladder-scale.ts';
import { ThresholdHandle } from './threshold-handle.tsx';
import { thresholdLines } from './threshold-lines.ts';
import { useThresholdDrag } from './use-threshold-drag.ts';

type LadderProps = {
  readonly detail: QueryDetail;
  readonly chosen: number | null;
  readonly onChoose: (document: number) => void;
  /** What is odd about a candidate's text, once it is known. */
  readonly flagsOf: (document: number) => readonly TextFlag[];
};

const rowHeightPx = 24;
const firstRows = 120;
const paddingPx = 12;

/** The score axis with positives, threshold and candidates; each candidate has a row of text, moved through by arrows. */
export function Ladder({ detail, chosen, onChoose, flagsOf }: LadderProps) {
  const { palette, stores } = useApp();
  const settings = useFrom(stores.setting, (state) => state.history.present.settings);
  const drag = useThresholdDrag();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [minHeightPx, setMinHeightPx] = useState(400);
  const [limit, setLimit] = useState(firstRows);
  useLayoutEffect(() => {
    const own = scroller.current;
    if (!own) return;
    const measure = (): void => setMinHeightPx(own.clientHeight - 2 * paddingPx);
    measure();
    // Arrow keys work at once, unless something else was being used.
    if (isFocusFree()) list.current?.focus({ preventScroll: true });
    const observer = new ResizeObserver(measure);
    observer.observe(own);
    return () => observer.disconnect();
  }, []);

  const candidates = detail.candidates.slice(0, limit);
  const positives = detail.positives.filter(({ score }) => score !== null);
  const items = useMemo(
    () => [
      ...positives.map(({ document, score }) => ({ key: `p${document}`, score: score ?? 0 })),
      ...candidates.map(({ document, score }) => ({ key: `c${document}`, score })),
    ],
    [detail, limit], // oxlint-disable-line react/exhaustive-deps -- both lists follow from these
  );
  const lines = useMemo(() => thresholdLines(detail, settings), [detail, settings]);
  // What some positive keeps is kept: the highest bound parts the list.
  const threshold = lines[0]?.score ?? null;
  const drawn = useMemo(() => {
    const layout = layoutLadder({ items, threshold, rowHeightPx, minHeightPx });
    return {
      layout,
      scale: ladderScale(layout, new Map(items.map(({ key, score }) => [key, score])), threshold),
    };
  }, [items, threshold, minHeightPx]);
  const { layout, scale } = drag.held ?? drawn;
  const placed = lines.map((line) => ({ ...line, px: scale.pxOf(line.score) }));
  const strip = useMemo(() => stripOf(detail, threshold), [detail, threshold]);
  const byKey = new Map<string, CandidateView>(candidates.map((one) => [`c${one.document}`, one]));
  const positiveByKey = new Map(positives.map((one) => [`p${one.document}`, one]));
  const place = candidates.findIndex(({ document }) => document === chosen);

  const isFirst = useRef(true);
  useEffect(() => {
    const row = scroller.current?.querySelector('[aria-selected="true"]');
    row?.scrollIntoView({ block: isFirst.current ? 'center' : 'nearest' });
    if (row) isFirst.current = false;
  }, [chosen, layout]);

  function onKeyDown(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -candidates.length,
      End: candidates.length,
    };
    const by = moves[event.key];
    if (by === undefined) return;
    if (event.shiftKey && (by === 1 || by === -1)) {
      event.preventDefault();
      drag.step(-by);
      return;
    }
    event.preventDefault();
    const next = candidates[Math.min(Math.max(place + by, 0), candidates.length - 1)];
    if (next) onChoose(next.document);
  }
  return (
    <Panel
      className="ladder"
      title="Candidates against the threshold"
      aside={
        <span
          className="secondary"
          title={
            layout.isLinear
              ? undefined
              : 'Rows need room: the axis is stretched where scores crowd. The line below has them on an even scale.'
          }
        >
          {layout.isLinear ? '' : 'scale stretched '}
          <kbd>↑</kbd> <kbd>↓</kbd> <kbd>[</kbd> <kbd>]</kbd>
        </span>
      }
    >
      {detail.positives.length > positives.length ? (
        <p className="secondary pad">
          {plural(detail.positives.length - positives.length, 'positive')} without a score of this teacher.
        </p>
      ) : null}
      {lines.length === 0 ? (
        <p className="secondary pad">
          No upper bound on the score: no threshold line. Abs, MarginPos and PercPos have one.
        </p>
      ) : null}
      <div className="ladder-strip" title="All candidates on an even scale">
        <ScoreStrip row={strip} low={strip.low} high={strip.high} palette={palette} />
      </div>
      <div ref={scroller} className="ladder-scroll">
        <div className="ladder-body" style={{ height: `${layout.heightPx + 2 * paddingPx}px` }}>
          <LadderAxis
            layout={layout}
            paddingPx={paddingPx}
            lines={placed}
            lookOf={(key) => lookOf(byKey.get(key))}
            chosenKey={`c${chosen}`}
          />
          <div
            ref={list}
            className="ladder-list"
            role="listbox"
            aria-label="Candidates, highest score first"
            aria-activedescendant={chosen === null ? undefined : `candidate-${chosen}`}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onKeyUp={drag.held ? undefined : drag.end}
          >
            {layout.rows.map(({ key, rowPx }) => {
              const topPx = rowPx + paddingPx - rowHeightPx / 2;
              const candidate = byKey.get(key);
              const positive = positiveByKey.get(key);
              if (candidate) {
                return (
                  <CandidateRow
                    key={key}
                    candidate={candidate}
                    threshold={threshold}
                    topPx={topPx}
                    isChosen={candidate.document === chosen}
                    onChoose={onChoose}
                    flags={flagsOf(candidate.document)}
                  />
                );
              }
              return positive ? (
                <PositiveRow
                  key={key}
                  positive={positive}
                  topPx={topPx}
                  isAnchor={settings.anchor !== 'each' && positive.score === detail.anchorScore}
                />
              ) : null;
            })}
          </div>
          {drag.isMovable
            ? placed.map((line) => (
                <ThresholdHandle
                  key={line.positive ?? 'query'}
                  line={line}
                  topPx={line.px + paddingPx}
                  owner={line.positive === null ? null : `positive ${formatScore(line.anchorScore)}`}
                  parameterText={drag.parameterText}
                  low={strip.low}
                  high={strip.high}
                  onGrab={() => drag.grab(drawn, line)}
                  onDrag={drag.drag}
                  onStep={drag.step}
                  onEnd={drag.end}
                />
              ))
            : null}
        </div>
      </div>
      {detail.candidates.length > limit ? (
        <button type="button" className="button quiet" onClick={() => setLimit(detail.candidates.length)}>
          Show all {detail.candidates.length} candidates (lowest{' '}
          {formatScore(detail.candidates.at(-1)?.score ?? null)})
        </button>
      ) : null}
    </Panel>
  );
}

/** The query as one line of scores, from its lowest to its highest. */
function stripOf({ candidates, positives }: QueryDetail, threshold: number | null) {
  const scores = candidates.map(({ score }) => score);
  const scored = positives.flatMap(({ score }) => (score === null ? [] : [score]));
  const all = [...scores, ...scored];
  return {
    threshold,
    low: Math.min(...all),
    high: Math.max(...all),
    strip: {
      scores,
      fates: candidates
        .map(({ selected, verdict }) => (selected ? 's' : verdict === 'kept' ? 'k' : 'd'))
        .join(''),
      positives: scored,
    },
  };
}

/** How a candidate's mark looks: its fate by fill and colour; by shape whether people or a judge call it relevant, or it is a suspect. */
function lookOf(candidate: CandidateView | undefined): string {
  if (!candidate) return 'positive';
  const fate = candidate.selected ? 'selected' : candidate.verdict;
  if (candidate.labelled[0]?.value === 'relevant') return `${fate} square`;
  if (candidate.judged[0]?.relevant === true) return `${fate} triangle`;
  return candidate.suspect ? `${fate} diamond` : fate;
}
