import { useFrom, useStores } from '../app-context.ts';
import { JobCard } from '../components/job-card.tsx';

type JobListProps = {
  /** Which jobs: those about this. */
  readonly about: (about: string) => boolean;
  /** Finished jobs are left out unless they say something. */
  readonly withDone?: boolean;
};

/** The long work about something, with its buttons. */
export function JobList({ about, withDone = false }: JobListProps) {
  const { jobs } = useStores();
  const { jobs: all, cancel, again, dismiss } = useFrom(jobs, (state) => state);
  return all
    .filter((job) => about(job.about) && (withDone || job.status.kind !== 'done' || job.notice !== null))
    .map((job) => (
      <JobCard
        key={job.id}
        job={job}
        onCancel={() => cancel(job.id)}
        onAgain={() => again(job.id)}
        onDismiss={() => dismiss(job.id)}
      />
    ));
}
