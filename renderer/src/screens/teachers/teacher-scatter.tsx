import { useState } from 'react';
import type { TeacherPairs } from '../../../../shared/ipc/detail-calls.ts';
import { useApp } from '../../app-context.ts';
import { pairKinds, pairKindTexts, savedScatter } from '../../charts/scatter-chart.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { OneLine } from '../../components/one-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { SaveChart } from '../../components/save-chart.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { formatCount, formatScore, plural } from '../../text/format-number.ts';

type TeacherScatterProps = {
  readonly workspace: string;
  /** The workspace’s name. */
  readonly name: string;
  readonly split: string;
  /** Names of the teachers that are ready. */
  readonly teachers: readonly string[];
};

/** Two teachers' scores for the same pairs: where they agree, and what only one of them finds. */
export function TeacherScatter({ workspace, name, split, teachers }: TeacherScatterProps) {
  const [chosen, setChosen] = useState<readonly [string | null, string | null]>([null, null]);
  const first = teachers.find((name) => name === chosen[0]) ?? teachers[0] ?? '';
  const second =
    teachers.find((name) => name === chosen[1] && name !== first) ??
    teachers.find((name) => name !== first) ??
    '';
  const { request, again } = useAnswer('teacher.pairs', { workspace, split, first, second });
  const answer = latestValue(request);
  const { palette } = useApp();
  const select = (label: string, value: string, onChange: (name: string) => void, other: string) => (
    <label className="row">
      <span className="secondary">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {teachers
          .filter((name) => name !== other)
          .map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
      </select>
    </label>
  );
  return (
    <Panel
      className="teacher-scatter"
      title="Two teachers, the same pairs"
      aside={
        <span className="row">
          {answer === null ? null : (
            <SaveChart
              title="Two teachers, the same pairs"
              chart={() => savedScatter(sentenceOf(answer, first, second), [first, second], answer)}
              about={() => [`n = ${plural(answer.pairs.length, 'pair')}`, `Data: ${name}, split ${split}`]}
              palette={palette}
            />
          )}
          {select('across', first, (name) => setChosen([name, second]), second)}
          {select('up', second, (name) => setChosen([first, name]), first)}
        </span>
      }
    >
      <div className="pad">
        {request.kind === 'failed' ? (
          <ErrorPanel
            title="The teachers could not be compared"
            error={request.error}
            actions={
              <button type="button" className="button" onClick={again}>
                Try again
              </button>
            }
          />
        ) : answer === null ? (
          <p className="secondary" role="status">
            Scoring the same pairs with both …
          </p>
        ) : (
          <Scatter answer={answer} first={first} second={second} />
        )}
      </div>
    </Panel>
  );
}

const size = 300;

type ScatterProps = {
  readonly answer: TeacherPairs;
  readonly first: string;
  readonly second: string;
};

function Scatter({ answer, first, second }: ScatterProps) {
  const { pairs, spearman, queries, unscored } = answer;
  const x = scaleOf(pairs.map((pair) => pair.first));
  const y = scaleOf(pairs.map((pair) => pair.second));
  const sentence = sentenceOf(answer, first, second);
  return (
    <div className="scatter">
      <svg viewBox={`-46 -6 ${size + 56} ${size + 40}`} role="img" aria-label={sentence}>
        <path className="axis" d={`M0 0V${size}H${size}`} />
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <text x={share * size} y={size + 14} textAnchor={share === 1 ? 'end' : 'middle'}>
              {formatScore(x.low + share * (x.high - x.low))}
            </text>
            <text x="-6" y={size - share * size} dy="0.32em" textAnchor="end">
              {formatScore(y.low + share * (y.high - y.low))}
            </text>
          </g>
        ))}
        <text className="axis-name" x={size / 2} y={size + 30} textAnchor="middle">
          {first}
        </text>
        {pairKinds.map((kind) => (
          <path
            key={kind}
            className={`dots ${kind}`}
            d={pairs
              .filter((pair) => pair.kind === kind)
              .map((pair) => mark(kind, x.share(pair.first) * size, size - y.share(pair.second) * size))
              .join('')}
          />
        ))}
      </svg>
      <div className="stack">
        <p>
          {spearman === null ? (
            'No correlation can be computed: too few pairs, or one teacher gives all of them one score.'
          ) : (
            <>
              Rank correlation <b className="tabular">{spearman.toFixed(2)}</b> (Spearman).{' '}
              {spearman > 0.8
                ? 'They order these pairs alike: one of them will do.'
                : spearman > 0.4
                  ? 'They agree in part: what one calls hard, the other may know as relevant.'
                  : 'They hardly agree: together they see more than either.'}
            </>
          )}
        </p>
        <ul className="legend upright">
          {pairKinds.toReversed().map((kind) => (
            <li key={kind}>
              <svg viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">
                <path className={`dots ${kind}`} d={mark(kind, 0, 0)} />
              </svg>
              {formatCount(pairs.filter((pair) => pair.kind === kind).length)} {pairKindTexts[kind]}
            </li>
          ))}
        </ul>
        <p className="secondary">
          {plural(queries, 'query', 'queries')} drawn with seed 0
          {unscored > 0 ? `; ${plural(unscored, 'pair')} without a score of one of the two left out` : ''}. Up
          is {second}.
        </p>
        <PairTable answer={answer} first={first} second={second} />
      </div>
    </div>
  );
}

/** The scatter in numbers, drawn when somebody opens it. */
function PairTable({ answer, first, second }: ScatterProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The numbers as a table</summary>
      {isOpen ? (
        <ScrollBox label="Two teachers’ scores as a table">
          <table className="plain-table tabular">
            <thead>
              <tr>
                {['query', 'document', 'kind', first, second].map((name, at) => (
                  <th scope="col" key={`${at} ${name}`} className={at > 2 ? 'number' : undefined}>
                    <OneLine text={name} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.pairs.map((pair) => (
                <tr key={`${pair.query} ${pair.document}`}>
                  <td>
                    <OneLine text={pair.query_id} />
                  </td>
                  <td>
                    <OneLine text={pair.document_id} />
                  </td>
                  <td>{pair.kind}</td>
                  <td className="number">{formatScore(pair.first)}</td>
                  <td className="number">{formatScore(pair.second)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ) : null}
    </details>
  );
}

function sentenceOf({ pairs, queries, spearman }: TeacherPairs, first: string, second: string): string {
  return `Scores of ${first} and ${second} for ${plural(pairs.length, 'pair')} of ${plural(queries, 'query', 'queries')}: rank correlation ${spearman === null ? 'not defined' : spearman.toFixed(2)}.`;
}

/** A shape for each kind, so that colour is never alone. */
function mark(kind: (typeof pairKinds)[number], x: number, y: number): string {
  const [a, b] = [x.toFixed(1), y.toFixed(1)];
  if (kind === 'positive') return `M${a} ${(y - 4).toFixed(1)}l4 4l-4 4l-4 -4Z`;
  return kind === 'candidate'
    ? `M${a} ${b}m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0`
    : `M${a} ${b}m-2 0h4m-2 -2v4`;
}

function scaleOf(values: readonly number[]) {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (!(high > low))
    return { low: Number.isFinite(low) ? low : 0, high: Number.isFinite(low) ? low : 1, share: () => 0.5 };
  return { low, high, share: (value: number) => (value - low) / (high - low) };
}
