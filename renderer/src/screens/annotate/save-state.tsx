import type { LabelSession } from '../../stores/annotation/label-session.ts';
import { plural } from '../../text/format-number.ts';

/** Whether what was done is on disk; never says so before the engine did. */
export function SaveState({ session }: { readonly session: LabelSession }) {
  const { waiting, stopped, saved } = session;
  if (stopped && waiting.length === 0) return <span className="save-state failed">went on elsewhere</span>;
  if (stopped) return <span className="save-state failed">{plural(waiting.length, 'label')} not saved</span>;
  if (waiting.length > 0) return <span className="save-state">saving…</span>;
  return <span className="save-state">{saved === null ? '' : 'saved to disk'}</span>;
}
