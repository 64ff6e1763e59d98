import type { TeacherScores } from '../../../../shared/ipc/detail-calls.ts';
import { formatCount, formatScore, plural } from '../../text/format-number.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';

type ScoreDistributionsProps = { readonly scores: TeacherScores; readonly name: string };

const [width, height] = [400, 110];

/** Scores of positives against random documents, each as a share of its own, so that the two can be compared. */
export function ScoreDistributions({ scores, name }: ScoreDistributionsProps) {
  const { edges, series } = scores.histogram;
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const positives = series['positives'] ?? [];
  const random = series['candidates'] ?? [];
  const sentence = `${name}: ${plural(scores.positives.scored, 'positive')} with a mean score of ${formatScore(scores.positives.mean)}, ${plural(scores.random.scored, 'random document')} with ${formatScore(scores.random.mean)}.`;
  return (
    <figure className="score-distributions">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={sentence}>
        <path className="candidates" d={stepPath(random)} />
        <path className="positive" d={stepPath(positives)} />
        <line className="axis" x1="0" x2={width} y1={height} y2={height} />
      </svg>
      <div className="axis-ends tabular" aria-hidden="true">
        {[low, (low + high) / 2, high].map((value) => (
          <span key={value}>{formatScore(value)}</span>
        ))}
      </div>
      <figcaption className="secondary">
        <span className="legend">
          <span>
            <i className="swatch line positive" aria-hidden="true" /> positives, mean{' '}
            {formatScore(scores.positives.mean)}
          </span>
          <span>
            <i className="swatch filled candidates" aria-hidden="true" /> random documents, mean{' '}
            {formatScore(scores.random.mean)}
          </span>
        </span>
        <span>
          {scores.queries < scores.queriesTotal
            ? `sample of ${formatCount(scores.queries)} of ${plural(scores.queriesTotal, 'query', 'queries')}`
            : `all ${plural(scores.queries, 'query', 'queries')}`}
          {scores.positives.unscored > 0
            ? `, ${plural(scores.positives.unscored, 'positive')} without a score`
            : ''}
        </span>
      </figcaption>
      <details>
        <summary>The numbers as a table</summary>
        <ScrollBox label="Score distributions as a table">
          <table className="plain-table tabular">
            <thead>
              <tr>
                <th scope="col">from</th>
                <th scope="col">to</th>
                <th scope="col" className="number">
                  positives
                </th>
                <th scope="col" className="number">
                  random documents
                </th>
              </tr>
            </thead>
            <tbody>
              {edges.slice(0, -1).map((from, bin) => (
                <tr key={from}>
                  <td>{formatScore(from)}</td>
                  <td>{formatScore(edges[bin + 1] ?? from)}</td>
                  <td className="number">{formatCount(positives[bin] ?? 0)}</td>
                  <td className="number">{formatCount(random[bin] ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </details>
    </figure>
  );
}

/** One closed outline for a series; its highest bin fills the height. */
function stepPath(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  const tops = counts.map((count, bin) => {
    const y = height - (count / most) * (height - 6);
    return `V${y.toFixed(1)}H${((bin + 1) * step).toFixed(1)}`;
  });
  return `M0 ${height}${tops.join('')}V${height}Z`;
}
