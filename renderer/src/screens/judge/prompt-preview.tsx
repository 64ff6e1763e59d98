import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { runOf } from './use-judge-input.ts';

/** The question as it would be sent for a real pair of the run. Nothing is sent. */
export function PromptPreview() {
  const { judge, workspace } = useStores();
  const { path, summary } = useFrom(workspace, (state) => state);
  const { prompt, run: chosen } = useFrom(judge, (state) => state.draft);
  const run = runOf(latestValue(summary)?.runs.map((one) => one.run) ?? [], chosen);
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState(0);
  const canAsk =
    isOpen && path !== null && run !== null && (prompt.name !== 'custom' || prompt.template !== '');
  const { request } = useAnswer('judge.preview', canAsk ? { workspace: path, run, prompt, place } : null);
  const preview = latestValue(request);
  return (
    <div className="stack small pad">
      <div className="row wrap">
        <button
          type="button"
          className="button"
          aria-expanded={isOpen}
          disabled={run === null}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Close the preview' : 'Preview with a real pair'}
        </button>
        {isOpen ? (
          <button type="button" className="button quiet" onClick={() => setPlace(place + 1)}>
            Another pair
          </button>
        ) : null}
        {isOpen && preview ? (
          <span className="secondary">
            query <bdi>{preview.query}</bdi>, document <bdi>{preview.document}</bdi>
          </span>
        ) : null}
      </div>
      {isOpen && request.kind === 'failed' ? (
        <p className="notice" role="alert">
          {request.error.message}
        </p>
      ) : null}
      {isOpen && preview && request.kind !== 'failed' ? (
        <div className="prompt-preview" tabIndex={0} role="region" aria-label="Preview of the question">
          {preview.messages.map(({ role, content }) => (
            <div key={role}>
              <h3>{role === 'system' ? 'Instruction' : 'Question'}</h3>
              <UntrustedText text={content} />
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
