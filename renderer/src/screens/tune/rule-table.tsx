import type { RuleName } from '../../../../shared/domain/mining-settings.ts';
import type { MiningReport } from '../../../../shared/domain/report.ts';
import { Panel } from '../../components/panel.tsx';
import { formatCount, formatShare } from '../../text/format-number.ts';

export const ruleTexts: Readonly<Record<RuleName, string>> = {
  shifted: 'Shifted',
  'range-max': 'Ranks up to',
  abs: 'Abs',
  'margin-pos': 'MarginPos',
  'perc-pos': 'PercPos',
  'min-score': 'Min score',
  'near-duplicate': 'Near-duplicate',
  'no-anchor': 'No anchor',
};

const excludedTexts: Readonly<Record<string, string>> = {
  positive: 'labelled positives',
  'text-of-positive': 'copies of a positive’s text',
  'text-of-query': 'copies of the query’s text',
  'duplicate-text': 'duplicate texts',
};

type RuleTableProps = {
  readonly report: {
    readonly candidates: number;
    readonly kept: number;
    readonly failed: Partial<Record<RuleName, { readonly any: number; readonly only: number }>>;
    readonly excluded: MiningReport['excluded'];
  };
};

/** The waterfall: how many candidates each rule drops, together with others and alone. */
export function RuleTable({ report }: RuleTableProps) {
  const rules = Object.entries(report.failed);
  const excluded = Object.entries(report.excluded).filter(([, count]) => count > 0);
  const whole = Math.max(1, report.candidates);
  return (
    <Panel
      className="rule-table"
      title={
        <span title="“any”: candidates that fail the rule. “only”: those that fail no other rule, so that nothing looks weaker for coming later.">
          What each rule drops
        </span>
      }
      aside={`of ${formatCount(report.candidates)}`}
    >
      {rules.length === 0 ? (
        <p className="secondary pad">No rule is on: every candidate is kept.</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">rule</th>
              <th scope="col" className="number" title="Candidates that fail this rule">
                any
              </th>
              <th scope="col" className="number" title="Candidates that fail this rule and no other">
                only
              </th>
              <th scope="col">
                <span className="visually-hidden">share</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <BarRow name="candidates" count={report.candidates} whole={whole} tone="all" />
            {rules.map(([rule, { any, only }]) => (
              <tr key={rule}>
                <th scope="row">{nameOf(rule)}</th>
                <td className="number">{formatCount(any)}</td>
                <td className="number">{formatCount(only)}</td>
                <td className="bar-cell" title={`${formatShare(any, report.candidates)} of the candidates`}>
                  <div className="track">
                    <span className="bar any" style={{ width: `${(any / whole) * 100}%` }} />
                    <span className="bar only" style={{ width: `${(only / whole) * 100}%` }} />
                  </div>
                </td>
              </tr>
            ))}
            <BarRow name="kept" count={report.kept} whole={whole} tone="kept" />
          </tbody>
        </table>
      )}
      {excluded.length > 0 ? (
        <p className="secondary pad excluded" title="Documents that never became candidates.">
          Never candidates:{' '}
          {excluded
            .map(([reason, count]) => `${formatCount(count)} ${excludedTexts[reason] ?? reason}`)
            .join(', ')}
          .
        </p>
      ) : null}
    </Panel>
  );
}

type BarRowProps = {
  readonly name: string;
  readonly count: number;
  readonly whole: number;
  readonly tone: 'all' | 'kept';
};

function BarRow({ name, count, whole, tone }: BarRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">{formatCount(count)}</td>
      <td className="number">{formatShare(count, whole)}</td>
      <td className="bar-cell">
        <div className="track">
          <span className={`bar ${tone}`} style={{ width: `${(count / whole) * 100}%` }} />
        </div>
      </td>
    </tr>
  );
}

function nameOf(rule: string): string {
  return Object.entries(ruleTexts).find(([name]) => name === rule)?.[1] ?? rule;
}
