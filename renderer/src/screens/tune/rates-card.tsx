import { useMemo } from 'react';
import type { RatesBySource } from '../../../../shared/ipc/rate-calls.ts';
import { useApp, useFrom, useStores } from '../../app-context.ts';
import { headlineRate } from '../../../../shared/rates/headline-rate.ts';
import { rateCurves } from '../../charts/rate-curves.ts';
import { looks } from '../../charts/series-looks.ts';
import { ratesModel } from '../../charts/tune-models.ts';
import { ChartCard } from '../../components/chart-card.tsx';
import { CurveCursor } from '../../components/curve-cursor.tsx';
import { Panel } from '../../components/panel.tsx';
import { fieldOf, methodTexts, shownValue } from '../../setting/methods.ts';
import type { ShownTuning } from '../../stores/shown-tuning.ts';
import { tablesKey } from '../../stores/tune-question.ts';
import { ratesKey } from '../../stores/rates.ts';
import { formatShare } from '../../text/format-number.ts';
import { intervalText, percentText } from '../../text/rate-text.ts';
import { rowsBehind } from './rows-behind.ts';
import { useShownRates } from './use-shown-rates.ts';

type RatesCardProps = { readonly shown: ShownTuning; readonly caption: () => readonly string[] };

/** What every value of the slider does, and the slider as a cursor on it. */
export function RatesCard({ shown, caption }: RatesCardProps) {
  const { stores, palette } = useApp();
  const { method, settings } = useFrom(stores.setting, (state) => state.history.present);
  const { slide, endDrag } = useFrom(stores.setting, (state) => state);
  const { tables, question } = useFrom(stores.tuning, (state) => state);
  const field = fieldOf(method);
  const value = field === null ? null : settings[field];
  const answer = question !== null && tables?.answer.tables.slider === question.slider ? tables.answer : null;
  const text = methodTexts[method];
  const { answer: lately, question: asked, choice } = useFrom(stores.rates, (state) => state);
  // Rates of labels or choices before stay until there are newer ones.
  const rated = lately !== null && lately.slider === asked?.slider ? lately : null;
  const rates = useShownRates();
  const grid = answer?.tables.grid;
  const curves = useMemo(() => (rated && grid ? rateCurves(rated.value.rows, grid) : null), [rated, grid]);
  const model = useMemo(() => {
    if (answer === null) return null;
    const formatX = (x: number): string => shownValue(method, x).replace('-', '−');
    return ratesModel(
      answer.tables,
      `${text.before} …${text.after ? ` ${text.after}` : ''}`,
      formatX,
      curves,
    );
  }, [answer, method, text, curves]);
  if (model === null || answer === null || value === null) {
    return (
      <Panel className="chart-card rates-card" title="What each threshold does">
        <p className="secondary pad">
          {method === 'naive'
            ? 'Naive keeps every candidate: there is no threshold to move. Choose a rule above to see what each of its values does.'
            : 'Counting what each value does …'}
        </p>
      </Panel>
    );
  }
  const areRatesOld = rated !== null && asked !== null && rated.key !== ratesKey(asked, choice);
  const isOld = question === null || tables?.key !== tablesKey(question) || areRatesOld;
  const isPartial = answer.rowsDone < answer.rowsTotal;
  const shortText = model.formatX(value);
  const { counts, totals, numNegatives } = shown.point;
  const now: Readonly<Record<string, string>> = {
    [looks.kept.id]: formatShare(counts.kept, totals.candidates),
    [looks.wanted.id]: formatShare(counts.selected, totals.units * numNegatives),
    [looks.starved.id]: formatShare(counts.starved, totals.units),
    [looks.suspects.id]: formatShare(counts.suspects, counts.selected),
    [looks.judged.id]: formatShare(counts.judged, counts.selected),
    ...(rates === null ? {} : rateNow(rates.row.selected)),
    [looks.annotated.id]: formatShare(counts.annotated, counts.selected),
  };
  const listed = [...model.series, ...(model.bands ?? [])];
  const summary = `At ${shortText}: ${listed.map(({ look }) => `${look.label} ${now[look.id]}`).join(', ')}.`;
  return (
    <ChartCard
      className={isOld || isPartial ? 'rates-card unsettled' : 'rates-card'}
      model={model}
      palette={palette}
      caption={caption}
      summary={summary}
      overlay={
        <CurveCursor
          label={`${text.label} threshold`}
          value={value}
          valueText={`${text.before} ${shortText} ${text.after}. ${summary}`}
          shortText={shortText}
          grid={answer.tables.grid}
          onSlide={slide}
          onEnd={endDrag}
        />
      }
      side={
        <dl className="rates-now tabular">
          {listed.map(({ look }) => (
            <div key={look.id}>
              <dt>
                <i className={`swatch ${look.shape} ${look.colour}`} aria-hidden="true" />
                {look.label}
              </dt>
              <dd>
                {rateIds.has(look.id) ? (
                  now[look.id]
                ) : (
                  <RateNow name={look.label} id={look.id} text={now[look.id] ?? ''} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      }
    />
  );
}

/** Estimated shares: no list of rows stands behind them. */
const rateIds: ReadonlySet<string> = new Set([
  looks.judgeAlone.id,
  looks.corrected.id,
  looks.correctedBand.id,
]);

function rateNow(selected: RatesBySource): Readonly<Record<string, string>> {
  const { rate } = headlineRate(selected);
  return {
    [looks.judgeAlone.id]: percentText(selected.judge.estimate),
    [looks.corrected.id]: percentText(rate.estimate),
    [looks.correctedBand.id]: intervalText(rate),
  };
}

type RateNowProps = { readonly name: string; readonly id: string; readonly text: string };

/** A share beside the curve that leads to its rows. */
function RateNow({ name, id, text }: RateNowProps) {
  const { queries, filters } = useStores();
  const order = Object.entries(rowsBehind).find(([series]) => series === id)?.[1];
  return (
    <button
      type="button"
      className="number-button"
      aria-label={`${name} ${text}`}
      title="Shows its rows"
      onClick={() => (order ? queries.getState().setOrder(order) : filters.getState().hold({ kind: 'kept' }))}
    >
      {text}
    </button>
  );
}
