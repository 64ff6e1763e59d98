import { useFrom, useStores } from '../app-context.ts';
import { shortUnfinishedText, unfinishedText } from '../text/unfinished-judging-text.ts';

/** A quiet word, wherever one is, that a judge was stopped before its end; leads to where it goes on. */
export function UnfinishedJudging() {
  const { judge, navigation } = useStores();
  const latest = useFrom(judge, (state) => state.unfinished[0]);
  const { screen, go } = useFrom(navigation, (state) => state);
  if (latest === undefined || screen === 'judge') return null;
  return (
    <span className="row push-right" role="status">
      <span title={unfinishedText(latest)}>{shortUnfinishedText(latest)}</span>
      <button type="button" className="button quiet" onClick={() => go('judge')}>
        Go on…
      </button>
    </span>
  );
}
