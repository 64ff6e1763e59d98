import type { AnnotationQueue } from '../../../../shared/ipc/annotate-calls.ts';
import { Segmented } from '../../components/segmented.tsx';
import { TypedField } from '../../components/typed-field.tsx';

export type WaveOptions = {
  readonly count: number;
  readonly question: AnnotationQueue['question'];
  readonly blind: boolean;
  readonly doubleShare: number;
  readonly goldShare: number;
};

export const startChoices: WaveOptions = {
  count: 50,
  question: 'relevance',
  blind: true,
  doubleShare: 0.1,
  goldShare: 0.05,
};

/** Known answers that come on top of the drawn pairs, as the engine mixes them in: none where scores and ranks would tell them. */
export function checksOf({ count, goldShare, blind }: WaveOptions): number {
  return blind ? Math.round(goldShare * count) : 0;
}

type WaveChoicesProps = {
  readonly choices: WaveOptions;
  readonly onChange: (choices: WaveOptions) => void;
};

/** How many pairs, which question, and what is mixed in. */
export function WaveChoices({ choices, onChange }: WaveChoicesProps) {
  const change = (patch: Partial<WaveOptions>): void => onChange({ ...choices, ...patch });
  return (
    <div className="field-row">
      <label className="field">
        <span>Pairs</span>
        <TypedField
          label="Pairs"
          text={String(choices.count)}
          widthCh={5}
          mustBe="a whole number from 1 to 10,000"
          onStep={(by) => change({ count: Math.min(10_000, Math.max(1, choices.count + by * 10)) })}
          onCommit={(typed) => {
            const count = Number(typed);
            const isTaken = Number.isInteger(count) && count >= 1 && count <= 10_000;
            if (isTaken) change({ count });
            return isTaken;
          }}
        />
      </label>
      <div className="field">
        <span>Question</span>
        <Segmented
          label="Question"
          value={choices.question}
          options={[
            { value: 'relevance', label: 'relevant?', title: 'Does the text answer the query?' },
            {
              value: 'comparison',
              label: 'against the positive',
              title: 'Is it better than, as good as or worse than the labelled positive?',
            },
          ]}
          onChange={(question) => change({ question })}
        />
      </div>
      <div className="field">
        <span>In sight</span>
        <Segmented
          label="In sight"
          value={choices.blind ? 'blind' : 'all'}
          options={[
            { value: 'blind', label: 'blind', title: 'Only the texts. These labels count for rates.' },
            {
              value: 'all',
              label: 'judge and scores, too',
              title:
                'Such labels lean to what is in sight: they count in no rate, and agreement shows them apart.',
            },
          ]}
          onChange={(sight) => change({ blind: sight === 'blind' })}
        />
      </div>
      <ShareField
        label="Labelled twice"
        title="Share of the pairs that other annotators are asked to label as well."
        share={choices.doubleShare}
        most={1}
        onChange={(doubleShare) => change({ doubleShare })}
      />
      <ShareField
        label="Known answers"
        title="Mixed in as a check of the annotator; they look like all others and count in no rate."
        share={choices.goldShare}
        most={0.5}
        onChange={(goldShare) => change({ goldShare })}
      />
    </div>
  );
}

type ShareFieldProps = {
  readonly label: string;
  readonly title: string;
  readonly share: number;
  readonly most: number;
  readonly onChange: (share: number) => void;
};

function ShareField({ label, title, share, most, onChange }: ShareFieldProps) {
  return (
    <label className="field" title={title}>
      <span>{label}</span>
      <TypedField
        label={label}
        text={String(Math.round(share * 1000) / 10)}
        unit="%"
        widthCh={4}
        mustBe={`a number from 0 to ${most * 100}`}
        onStep={(by) => onChange(Math.min(most, Math.max(0, share + by / 100)))}
        onCommit={(typed) => {
          const next = Number(typed) / 100;
          const isTaken = typed.trim() !== '' && next >= 0 && next <= most;
          if (isTaken) onChange(next);
          return isTaken;
        }}
      />
    </label>
  );
}
