import { useApp, useFrom } from '../app-context.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { latestValue } from '../stores/request.ts';
import { useAnswer } from '../stores/use-answer.ts';

const times = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hour12: false });

/** What went wrong since the window was opened, with details to copy. */
export function ErrorsDialog({ onClose }: { readonly onClose: () => void }) {
  const { errors } = useApp();
  const { noted, clear } = useFrom(errors, (state) => state);
  const info = latestValue(useAnswer('app.info', undefined).request);
  const details = noted
    .map(({ at, title, error }) =>
      [`${at.toISOString()} ${title}`, `${error.code}: ${error.message}`, error.stack ?? ''].join('\n'),
    )
    .join('\n\n');
  return (
    <Dialog title="Errors of this session" onClose={onClose}>
      <div className="pad stack">
        {noted.length === 0 ? (
          <p>Nothing went wrong since this window was opened.</p>
        ) : (
          <>
            <ul className="noted-errors">
              {noted.map(({ id, at, title, error }) => (
                <li key={id}>
                  <span className="secondary tabular">{times.format(at)}</span>
                  <div>
                    <strong>{title}</strong>
                    <p className="untrusted" dir="auto">
                      {error.message}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
            <div className="row">
              <CopyButton
                text={`Negscope ${info?.version ?? ''}, Electron ${info?.electron ?? ''}, ${info?.platform ?? ''}\n\n${details}`}
                label="Copy details"
              />
              <button type="button" className="button quiet" onClick={clear}>
                Clear the list
              </button>
            </div>
          </>
        )}
        {info ? (
          <p className="secondary wrap">
            The log has more: <bdi>{info.logFile}</bdi>
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
