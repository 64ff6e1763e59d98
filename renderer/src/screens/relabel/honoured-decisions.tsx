import { useFrom, useStores } from '../../app-context.ts';
import { formatCount, plural } from '../../text/format-number.ts';

/** Before an export: how many decisions it honours, and where they can be seen. */
export function HonouredDecisions() {
  const { relabel, navigation } = useStores();
  const list = useFrom(relabel, (state) => state.list);
  if (list === null || list.total === 0) return null;
  return (
    <p className="row wrap honoured">
      <span>
        Honours {plural(list.total, 'decision')} on its pairs: {formatCount(list.drop)} dropped,{' '}
        {formatCount(list.promote)} promoted, {formatCount(list.keep)} kept. The manifest lists them.
      </span>
      <button
        type="button"
        className="button quiet small"
        onClick={() => navigation.getState().show({ kind: 'relabel' })}
      >
        See them
      </button>
    </p>
  );
}
