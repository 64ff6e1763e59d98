import type { AnnotationQueue } from '../../../../shared/ipc/annotate-calls.ts';
import { Panel } from '../../components/panel.tsx';

/** What is kept out of sight while labelling, and why pairs come as they come. */
export function HiddenPanel({ queue }: { readonly queue: AnnotationQueue }) {
  const { kind, blind, checks } = queue;
  return (
    <Panel title={blind ? 'Hidden while you label' : 'Not blind'}>
      <p className="secondary pad small-text">
        {!blind
          ? 'The judge’s answer, score, rank, verdict and other labels are in sight. These labels are marked as such, count in no rate, and agreement shows them apart.'
          : kind === 'adjudication'
            ? 'judge’s answer · score · rank · verdict. You see what others said; your decision is the label that counts.'
            : 'judge’s answer · score · rank · verdict · other annotators.'}
        {kind === 'drawn' ? (
          <>
            {' '}
            Pairs come in random order
            {checks > 0 ? '; a few are known answers or repeats, to check consistency' : ''}.
          </>
        ) : null}
        {kind === 'picked' ? <> Picked by hand: these labels are marked and left out of rates.</> : null}
      </p>
    </Panel>
  );
}
