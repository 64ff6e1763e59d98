import { useEffect } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { Icon } from '../../components/icon.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { chooseData, chooseWorkspace } from '../../shell/run-command.ts';
import { isActive } from '../../stores/jobs.ts';
import { RecentList } from './recent-list.tsx';

/** The first thing one sees: three ways in, and where one was before. */
export function StartScreen() {
  const stores = useStores();
  const isOpening = useFrom(stores.jobs, (state) =>
    state.jobs.some((job) => job.about === 'sample' && isActive(job)),
  );
  // Also when the making of the sample has ended, however: what is there by then is listed.
  useEffect(() => void stores.recent.getState().load(), [stores, isOpening]);
  return (
    <div className="start-screen">
      <header>
        <h1>See the margin</h1>
        <p>
          Mine hard negatives, watch what a threshold drops, starves and lets through, and export what you
          trust.
        </p>
      </header>
      <div className="start-ways">
        <button type="button" className="way first" disabled={isOpening} onClick={stores.openSample}>
          <Icon name="sample" />
          <strong>Open the sample</strong>
          <span>Short documents with known false negatives. Ready in a minute or two, works offline.</span>
        </button>
        <button type="button" className="way" onClick={() => void chooseData(stores)}>
          <Icon name="import" />
          <strong>Import data…</strong>
          <span>BEIR, pairs, triplets, Parquet, TREC and more; files or folders. Or drop them here.</span>
        </button>
        <button type="button" className="way" onClick={() => void chooseWorkspace(stores)}>
          <Icon name="folder" />
          <strong>Open workspace…</strong>
          <span>A folder ending in .negscope, made here or on the command line.</span>
        </button>
      </div>
      <JobList about={(about) => about === 'sample'} />
      <RecentList />
    </div>
  );
}
