import { Dialog } from '../components/dialog.tsx';

type Entry = readonly [string, string];

const steps: readonly Entry[] = [
  [
    'Bring data',
    'Start: open the sample, drop files or folders, or import them. What was refused is listed.',
  ],
  [
    'Choose a teacher',
    'Data: the model whose scores decide. The bundled one works offline; encoding goes on where it stopped.',
  ],
  [
    'Ask whether it is good enough',
    'Teachers: if it does not rank the known answers high, its threshold says little.',
  ],
  [
    'Drag the margin',
    'Tune: the cursor on the curve, arrow keys, or a typed value. Drag across a chart to filter all others to it; click a number for its rows.',
  ],
  [
    'Find queries',
    'Tune: words in any form, “a phrase” as it stands, or an id; in the queries or in their candidates’ texts. “Best first” ranks them. Columns shows more: labels, nDCG@10, the top candidate; a click on a column’s name sorts, dragged it moves, its edge makes the column wider, and Filter columns holds it to numbers (>=0.5) or to a part of its text.',
  ],
  ['Read the texts', 'Query: every candidate beside the threshold, with each rule it failed, in numbers.'],
  ['See who loses', 'Starved: queries without negatives, which rule is in the way, what would feed them.'],
  [
    'Let a model judge',
    'Judge: choose a server and a model, estimate what it takes, then judge. A question without a usable answer is never a label; its reason is kept.',
  ],
  [
    'Trust the number',
    'A judge reads pairs, you label some blind: Tune then shows the share of false negatives, corrected, with its interval, beside the slider. Agreement says how far the judge can be trusted.',
  ],
  [
    'Label blind',
    'Annotate: say who you are, draw pairs, give each a key. Only the texts are in sight; a label is on disk before “saved” is said. Others label a share again; Adjudicate settles where people differ. Labels made elsewhere are imported there, and yours exported.',
  ],
  [
    'Relabel',
    'Drop, keep or promote a candidate on the query screen (D, K, P), or all that a rule takes. Exports honour it; the data stay as they are.',
  ],
  [
    'Export',
    'The setting is stored as a run and written for your trainer, with a manifest that reproduces it.',
  ],
];

const words: readonly Entry[] = [
  ['candidate', 'one of the best documents of the teacher for a query that is no labelled positive'],
  ['anchor score', 'the positive’s score that a rule compares with; the lowest one by default'],
  ['kept, dropped', 'what the rules decide; a dropped candidate names every rule it failed'],
  ['selected negative', 'a kept candidate that is taken for training'],
  ['starved, short', 'a query left with no negative; with fewer than asked for'],
  [
    'suspect',
    'a candidate at or above 95 % of the lowest positive’s score, whatever the setting: perhaps a right answer that nobody labelled',
  ],
  [
    'judgement',
    'what the language model says of a pair; how often it is right, only people’s labels can show',
  ],
  ['false negative', 'a selected negative that answers the query: what judges and labels look for'],
  [
    'corrected rate',
    'the judge’s answers set right by human labels that were drawn by chance; its interval covers the true share in 95 of 100 such draws',
  ],
  [
    'effective n',
    'labels of a plain random sample of the same pairs that would tell as much as the ones there are',
  ],
  ['κ, AC1, α', 'agreement beyond what chance alone would give; 1 is always, 0 is chance'],
];

/** How to use the app, and the words it uses: what the README says, within reach. */
export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="How to use Negscope" onClose={onClose}>
      <div className="shortcut-sheet">
        <Entries title="From data to negatives" entries={steps} />
        <Entries title="Words" entries={words} />
      </div>
    </Dialog>
  );
}

function Entries({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="help-entries">
        {entries.map(([name, sentence]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{sentence}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
