import type { AnnotationItem } from '../../../../shared/ipc/annotate-calls.ts';
import { OneLine } from '../../components/one-line.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';

type PositivePanelProps = { readonly positive: NonNullable<AnnotationItem['positive']> };

/** The labelled positive that the document is compared with. */
export function PositivePanel({ positive }: PositivePanelProps) {
  return (
    <section className="panel label-document positive" aria-label="Labelled positive">
      <p className="secondary row spread">
        <span className="fate positive">Labelled positive</span>
        <OneLine text={positive.id} />
      </p>
      <ScrollBox label="Text of the positive" className="label-text">
        {positive.title === '' ? null : (
          <h3>
            <UntrustedText text={positive.title} />
          </h3>
        )}
        <UntrustedText text={positive.text} />
      </ScrollBox>
    </section>
  );
}
