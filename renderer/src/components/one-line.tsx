import { cutText } from '../text/cut-text.ts';

type OneLineProps = { readonly text: string; readonly className?: string };

/** The start of a text from the data on one line, in its own direction, with an ellipsis where it is cut. */
export function OneLine({ text, className = '' }: OneLineProps) {
  const start = cutText(text, 300).replaceAll(/\s+/g, ' ');
  return (
    <bdi className={`one-line ${className}`} title={cutText(text, 1000)}>
      {start}
    </bdi>
  );
}
