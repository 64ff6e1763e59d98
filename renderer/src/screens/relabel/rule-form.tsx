import { useState } from 'react';
import { RelabelRule } from '../../../../shared/ipc/relabel-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Segmented } from '../../components/segmented.tsx';
import type { RelabelRuleChoice } from '../../stores/relabel.ts';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { plural } from '../../text/format-number.ts';
import { actionTexts } from './action-text.ts';

const ruleTexts: Readonly<Record<RelabelRuleChoice['rule'], string>> = {
  'judge-and-human': 'the judge and people call false negatives',
  human: 'people call false negatives',
  judge: 'the judge calls false negatives',
};

const actions = (['drop', 'promote'] as const).map((value) => ({
  value,
  label: actionTexts[value].label,
  title: actionTexts[value].sentence,
}));

/** Relabels all pairs that a rule takes, after saying how many they are. */
export function RuleForm() {
  const { workspace, labels, relabel, rates } = useStores();
  const { path, summary } = useFrom(workspace, (state) => state);
  const { raters, version } = useFrom(labels, (state) => state);
  const { list, reads, byRule } = useFrom(relabel, (state) => state);
  const { mapping } = useFrom(rates, (state) => state.choice);
  const [chosen, setChoice] = useState<RelabelRuleChoice>({ rule: 'judge-and-human', action: 'drop' });
  // What counts as a false negative beside the rates counts here.
  const choice: RelabelRuleChoice = { ...chosen, ...(mapping === undefined ? {} : { mapping }) };
  const judges = (raters ?? []).flatMap(({ rater }) => (rater.kind === 'judge' ? [rater.name] : []));
  const runs = latestValue(summary)?.runs ?? [];
  // Labels, and decisions that were made, taken back or done again, leave the rule another number of pairs. Both numbers only grow.
  const preview = useAnswer(
    'relabel.rule',
    path === null || list === null ? null : { workspace: path, ...choice, preview: true },
    version + reads,
  );
  const found = preview.request.kind === 'ready' ? preview.request.value : null;
  return (
    <section className="stack small rule-form" aria-label="Relabel by rule">
      <div className="row wrap">
        <Segmented
          label="What is done"
          value={choice.action}
          options={actions}
          onChange={(action) => setChoice({ ...choice, action })}
        />
        <label className="field inline">
          <span>what</span>
          <select
            value={choice.rule}
            onChange={(event) => {
              const rule = RelabelRule.options.find((one) => one === event.target.value);
              if (rule) setChoice({ ...choice, rule });
            }}
          >
            {RelabelRule.options.map((rule) => (
              <option key={rule} value={rule}>
                {ruleTexts[rule]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="row wrap">
        {choice.rule === 'human' || judges.length < 2 ? null : (
          <label className="field inline">
            <span>judge</span>
            <select
              value={choice.judge ?? judges[0]}
              onChange={(event) => setChoice({ ...choice, judge: event.target.value })}
            >
              {judges.map((judge) => (
                <option key={judge} value={judge}>
                  {judge}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="field inline">
          <span>among</span>
          <select
            value={choice.run ?? ''}
            onChange={(event) => {
              const { run: _, ...others } = choice;
              setChoice(event.target.value === '' ? others : { ...others, run: event.target.value });
            }}
          >
            <option value="">all pairs that were judged or labelled</option>
            {runs.map(({ run }) => (
              <option key={run} value={run}>
                the negatives of {run}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="row spread wrap">
        <span aria-live="polite" className="secondary">
          {preview.request.kind === 'failed'
            ? preview.request.error.message
            : found === null
              ? 'Counting …'
              : found.sentence}
        </span>
        <button
          type="button"
          className="button"
          disabled={found === null || found.pairs === 0}
          onClick={() => void byRule(choice)}
        >
          {actionTexts[choice.action].label} {found === null ? '' : plural(found.pairs, 'pair')}
        </button>
      </div>
    </section>
  );
}
