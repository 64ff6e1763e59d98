import { LiveRegion } from '../../components/live-region.tsx';
import { itemOn, type LabelSession } from '../../stores/annotation/label-session.ts';
import { cutText } from '../../text/cut-text.ts';

/** Reads out what was saved and which pair is next. */
export function LabelSpeech({ session }: { readonly session: LabelSession }) {
  const { said, queue, stopped } = session;
  const item = itemOn(session);
  const next =
    item === null
      ? ''
      : `Pair ${item.place + 1} of ${queue.total}. Query: ${cutText(item.query_text, 300)} Document: ${cutText(item.title === '' ? item.text : item.title, 200)}`;
  return <LiveRegion text={stopped ? 'Saving stopped.' : `${said} ${next}`} />;
}
