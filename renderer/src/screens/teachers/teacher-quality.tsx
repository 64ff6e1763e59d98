import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { NumberTile } from '../../components/number-tile.tsx';
import { Panel } from '../../components/panel.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { isEncoded, type TeacherState } from '../../stores/view.ts';
import { formatCount, formatShare, plural } from '../../text/format-number.ts';
import { ScoreDistributions } from './score-distributions.tsx';
import { teacherVerdict } from './teacher-verdict.ts';

type TeacherQualityProps = {
  readonly workspace: string;
  /** The workspace’s name. */
  readonly name: string;
  readonly teacher: TeacherState;
  readonly split: string;
  /** Small data is measured at once; large when it is asked for, as it takes a search over the whole corpus. */
  readonly atOnce: boolean;
};

/** How good one teacher is on one labelled split. */
export function TeacherQuality({ workspace, name, teacher, split, atOnce }: TeacherQualityProps) {
  const { teachers, setting } = useStores();
  const poolSize = useFrom(setting, (state) => state.history.present.settings.poolSize);
  const [isAsked, setAsked] = useState(atOnce);
  const isReady = isEncoded(teacher);
  const question = { workspace, teacher: teacher.name, split };
  const measures = useAnswer('teacher.evaluate', isReady && isAsked ? question : null);
  const distributions = useAnswer('teacher.scores', isReady && isAsked ? { ...question, poolSize } : null);
  const evaluation = latestValue(measures.request);
  const scores = latestValue(distributions.request);
  const failed = [measures.request, distributions.request].find((request) => request.kind === 'failed');
  const outside = scores?.outsidePool;
  const verdict =
    evaluation && scores && outside
      ? teacherVerdict({ ndcg: evaluation.ndcg['10'] ?? null, separation: scores.separation, outside })
      : null;
  return (
    <Panel
      title={<bdi>{teacher.name}</bdi>}
      aside={
        verdict && verdict.grade !== 'unknown' ? (
          <span className={`chip grade ${verdict.grade}`}>{verdict.grade}</span>
        ) : null
      }
    >
      <div className="pad stack">
        {!isReady ? (
          <div className="row">
            <span className="secondary">Encode with it first; then it can be measured.</span>
            <button type="button" className="button" onClick={() => teachers.encode(teacher.name)}>
              Encode
            </button>
          </div>
        ) : !isAsked ? (
          <div className="row">
            <span className="secondary">
              Measuring searches the whole corpus for every query of the split.
            </span>
            <button type="button" className="button" onClick={() => setAsked(true)}>
              Measure {teacher.name}
            </button>
          </div>
        ) : failed?.kind === 'failed' ? (
          <ErrorPanel
            title={`${teacher.name} could not be measured`}
            error={failed.error}
            actions={
              <button
                type="button"
                className="button"
                onClick={() => {
                  measures.again();
                  distributions.again();
                }}
              >
                Try again
              </button>
            }
          />
        ) : !evaluation || !scores || !outside ? (
          <p className="secondary" role="status">
            Measuring …
          </p>
        ) : (
          <>
            <p className="verdict">{verdict?.sentence}</p>
            <div className="tiles">
              <Measure
                name="nDCG@10"
                value={evaluation.ndcg['10']}
                queries={evaluation.queries}
                sentence="Normalised discounted cumulative gain of the first 10, positives in the corpus; 1 is the best order."
              />
              <Measure
                name="Recall@100"
                value={evaluation.recall['100']}
                queries={evaluation.queries}
                sentence="Share of a query’s relevant documents among the first 100, averaged."
              />
              <Measure
                name="MRR"
                value={evaluation.mrr['all'] ?? evaluation.mrr['10']}
                queries={evaluation.queries}
                sentence="Mean of 1 / rank of the first relevant document."
              />
              <NumberTile
                name="Positives outside the pool"
                value={formatShare(outside.count, outside.of)}
                below={`${formatCount(outside.count)} of ${formatCount(outside.of)}, pool ${formatCount(outside.poolSize)}`}
                sentence="Positives that score below the pool’s last candidate: the teacher would not have found them."
                tone={outside.count * 4 > outside.of ? 'warning' : 'plain'}
              />
              <NumberTile
                name="Above a random document"
                value={scores.separation === null ? '–' : formatShare(scores.separation, 1)}
                below="50 % is chance"
                sentence="Share of pairs of a positive and a random document of the same query that the teacher orders right."
              />
            </div>
            <ScoreDistributions
              scores={scores}
              name={teacher.name}
              data={`Data: ${name}, split ${split}, teacher ${teacher.name} (${teacher.spec})`}
            />
          </>
        )}
      </div>
    </Panel>
  );
}

type MeasureProps = {
  readonly name: string;
  readonly value: number | null | undefined;
  readonly queries: number;
  readonly sentence: string;
};

function Measure({ name, value, queries, sentence }: MeasureProps) {
  return (
    <NumberTile
      name={name}
      value={value === null || value === undefined ? '–' : value.toFixed(3)}
      below={plural(queries, 'query', 'queries')}
      sentence={sentence}
    />
  );
}
