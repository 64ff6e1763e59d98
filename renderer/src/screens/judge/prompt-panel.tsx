import { useState } from 'react';
import type { PromptChoice } from '../../../../shared/judge/prompt-choice.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { KindList } from '../../components/kind-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { PromptPreview } from './prompt-preview.tsx';
import { promptTexts, scaleTemplates } from './prompt-texts.ts';

type Custom = Extract<PromptChoice, { readonly name: 'custom' }>;

const scales = [
  { value: 'binary', label: 'relevant or not' },
  { value: 'umbrela', label: '0 to 3' },
] as const;

/** How the judge is asked. Every wording is a judge of its own: answers to different ones are never mixed. */
export function PromptPanel() {
  const { judge } = useStores();
  const prompt = useFrom(judge, (state) => state.draft.prompt);
  /** What was written, while another prompt is looked at. */
  const [written, setWritten] = useState<Custom>(
    prompt.name === 'custom' ? prompt : { name: 'custom', scale: 'binary', template: scaleTemplates.binary },
  );

  function choose(next: PromptChoice): void {
    if (next.name === 'custom') setWritten(next);
    judge.getState().change({ prompt: next });
  }
  return (
    <Panel title="Question">
      <KindList
        label="Question"
        className="judge-prompts"
        value={prompt.name}
        options={promptTexts.map(({ name, label, sentence }) => ({ value: name, label, sentence }))}
        onChange={(name) => choose(name === 'custom' ? written : { name })}
      />
      {prompt.name === 'custom' ? (
        <div className="stack small pad">
          <div className="row wrap">
            <Segmented
              label="Answer"
              value={prompt.scale}
              options={scales}
              onChange={(scale) =>
                choose({
                  ...prompt,
                  scale,
                  template:
                    prompt.template === scaleTemplates[prompt.scale]
                      ? scaleTemplates[scale]
                      : prompt.template,
                })
              }
            />
            <button
              type="button"
              className="button quiet"
              disabled={prompt.template === scaleTemplates[prompt.scale]}
              onClick={() => choose({ ...prompt, template: scaleTemplates[prompt.scale] })}
            >
              Back to the usual wording
            </button>
          </div>
          <textarea
            className="template"
            aria-label="Template"
            rows={8}
            spellCheck={false}
            maxLength={20_000}
            value={prompt.template}
            onChange={(event) => choose({ ...prompt, template: event.target.value })}
          />
        </div>
      ) : null}
      <PromptPreview />
    </Panel>
  );
}
