import type { RuleName } from '../../../../shared/domain/mining-settings.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { Panel } from '../../components/panel.tsx';
import { parameterText } from '../../setting/rule-fields.ts';
import { formatCount, plural } from '../../text/format-number.ts';
import { ruleTexts } from '../../setting/rule-texts.ts';
import { keysHere } from '../../text/keys-here.ts';

type Starvation = Output<'tune.starvation'>;

type FeedingRulesProps = {
  readonly answer: Starvation;
  /** What starves: queries, or their pairs with a positive. */
  readonly unit: string;
  readonly onApply: (rule: RuleName, value: number) => void;
};

/** Which one change of the setting would give these queries a next negative, and how large it must be. */
export function FeedingRules({ answer, unit, onApply }: FeedingRulesProps) {
  const { rules, unfeedable, total } = answer;
  const { noCandidates, noAnchor, severalRules } = unfeedable;
  return (
    <Panel
      title={
        <span title="For each rule: what it alone keeps from one more negative, and the value at which half, nine in ten and all of them would have one.">
          What would feed them
        </span>
      }
      aside={`of ${formatCount(total)}`}
    >
      {rules.length === 0 ? (
        <p className="secondary pad">No change of one rule alone would feed any of them.</p>
      ) : (
        <table className="plain-table tabular">
          <thead>
            <tr>
              <th scope="col">rule in the way</th>
              <th scope="col" className="number">
                {unit}
              </th>
              <th scope="col">now</th>
              <th scope="col">feeds half</th>
              <th scope="col">feeds 9 in 10</th>
              <th scope="col">feeds all</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ rule, units, value, feedsHalf, feedsMost, feedsAll }) => (
              <tr key={rule}>
                <th scope="row">{ruleTexts[rule]}</th>
                <td className="number">{formatCount(units)}</td>
                <td>{parameterText(rule, value)}</td>
                {[feedsHalf, feedsMost, feedsAll].map((feeding, place) => (
                  // Half, most, all: they have no identity beyond their place.
                  <td key={place}>
                    {feeding === null ? (
                      '–'
                    ) : (
                      <button
                        type="button"
                        className="button small"
                        title={`Set ${ruleTexts[rule]} to ${parameterText(rule, feeding)}; ${keysHere('CmdOrCtrl+Z')} takes it back.`}
                        onClick={() => onApply(rule, feeding)}
                      >
                        {parameterText(rule, feeding)}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {noCandidates + noAnchor + severalRules > 0 ? (
        <ul className="pad secondary plain-list">
          {severalRules > 0 ? (
            <li>{plural(severalRules, 'unit')} held back by several rules together.</li>
          ) : null}
          {noAnchor > 0 ? (
            <li>{plural(noAnchor, 'unit')} without an anchor: no positive has a score of this teacher.</li>
          ) : null}
          {noCandidates > 0 ? (
            <li>{plural(noCandidates, 'unit')} without a single candidate: a larger pool may find some.</li>
          ) : null}
        </ul>
      ) : null}
    </Panel>
  );
}
