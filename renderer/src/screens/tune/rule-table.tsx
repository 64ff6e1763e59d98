import { RuleName } from '../../../../shared/domain/mining-settings.ts';
import type { MiningReport } from '../../../../shared/domain/report.ts';
import type { CandidateFate } from '../../../../shared/ipc/tune-filter.ts';
import { Panel } from '../../components/panel.tsx';
import { ruleTexts } from '../../setting/rule-texts.ts';
import { formatCount, formatShare, plural } from '../../text/format-number.ts';
import { FateNumber, type FateChoice } from './fate-number.tsx';

const excludedTexts: Readonly<Record<string, readonly [one: string, many: string]>> = {
  positive: ['labelled positive', 'labelled positives'],
  'text-of-positive': ['copy of a positive’s text', 'copies of a positive’s text'],
  'text-of-query': ['copy of the query’s text', 'copies of the query’s text'],
  'duplicate-text': ['duplicate text', 'duplicate texts'],
};

type RuleTableProps = {
  readonly report: {
    readonly candidates: number;
    readonly kept: number;
    readonly failed: Partial<Record<RuleName, { readonly any: number; readonly only: number }>>;
    readonly excluded: MiningReport['excluded'];
  };
  /** Which candidates are shown; absent where there are no rows to lead to. */
  readonly choice?: FateChoice;
};

/** The waterfall: how many candidates each rule drops, together with others and alone. */
export function RuleTable({ report, choice }: RuleTableProps) {
  const rules = RuleName.options.flatMap((rule) => {
    const counts = report.failed[rule];
    return counts === undefined ? [] : [{ rule, ...counts }];
  });
  const excluded = Object.entries(report.excluded).filter(([, count]) => count > 0);
  const whole = report.candidates;
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
            {rules.map(({ rule, any, only }) => (
              <tr key={rule}>
                <th scope="row">{ruleTexts[rule]}</th>
                <td className="number">
                  <FateNumber count={any} fate={{ kind: 'fails', rule }} choice={choice} />
                </td>
                <td className="number">
                  <FateNumber count={only} fate={{ kind: 'fails-only', rule }} choice={choice} />
                </td>
                <td className="bar-cell" title={`${formatShare(any, report.candidates)} of the candidates`}>
                  <div className="track">
                    <Bar
                      tone="any"
                      share={shareOf(any, whole)}
                      fate={{ kind: 'fails', rule }}
                      choice={choice}
                    />
                    <Bar
                      tone="only"
                      share={shareOf(only, whole)}
                      fate={{ kind: 'fails-only', rule }}
                      choice={choice}
                    />
                  </div>
                </td>
              </tr>
            ))}
            <BarRow name="kept" count={report.kept} whole={whole} tone="kept" choice={choice} />
          </tbody>
        </table>
      )}
      {whole === 0 ? (
        <p className="secondary pad">No candidate is here, so there is no share of candidates to show.</p>
      ) : null}
      {excluded.length > 0 ? (
        <p className="secondary pad excluded" title="Documents that never became candidates.">
          Never candidates:{' '}
          {excluded
            .map(([reason, count]) =>
              plural(count, ...(excludedTexts[reason] ?? ([reason, reason] as const))),
            )
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
  readonly choice?: FateChoice | undefined;
};

function BarRow({ name, count, whole, tone, choice }: BarRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">
        <FateNumber count={count} fate={{ kind: 'kept' }} choice={choice} />
      </td>
      <td />
      <td className="bar-cell" title={`${formatShare(count, whole)} of the candidates`}>
        <div className="track">
          <Bar tone={tone} share={shareOf(count, whole)} fate={{ kind: 'kept' }} choice={choice} />
        </div>
      </td>
    </tr>
  );
}

/** The share that a bar shows: none of nothing. */
function shareOf(count: number, whole: number): number {
  return whole === 0 ? 0 : count / whole;
}

type BarProps = {
  readonly tone: 'all' | 'any' | 'only' | 'kept';
  readonly share: number;
  readonly fate: CandidateFate;
  readonly choice: FateChoice | undefined;
};

/** A bar that leads to its candidates for the mouse; the number beside it is the one for the keyboard. */
function Bar({ tone, share, fate, choice }: BarProps) {
  if (share === 0) return null;
  const style = { width: `${share * 100}%` };
  if (choice === undefined) return <span className={`bar ${tone}`} style={style} />;
  return (
    <span
      className={`bar ${tone} leads`}
      style={style}
      role="presentation"
      onClick={() => choice.onHold(fate)}
    />
  );
}
