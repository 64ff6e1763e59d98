import { useState } from 'react';
import { cutText } from '../text/cut-text.ts';
import { markWords } from '../text/shared-words.ts';
import { formatCount } from '../text/format-number.ts';

type UntrustedTextProps = {
  readonly text: string;
  /** Words to mark: the query's, and those of the text it is compared with. */
  readonly queryWords?: ReadonlySet<string>;
  readonly otherWords?: ReadonlySet<string>;
};

const firstChars = 4000;
const noWords: ReadonlySet<string> = new Set();

/** A text from the data: always text, isolated in its own direction, cut when long and opened piece by piece. */
export function UntrustedText({ text, queryWords = noWords, otherWords = noWords }: UntrustedTextProps) {
  const [shownOf, setShownOf] = useState({ text, limit: firstChars });
  const limit = shownOf.text === text ? shownOf.limit : firstChars;
  const shown = cutText(text, limit);
  const hidden = text.length - shown.length;
  return (
    <div className="untrusted" dir="auto">
      {markWords(shown, queryWords, otherWords).map(({ text: piece, mark }, place) =>
        mark === null ? (
          piece
        ) : (
          // Pieces have no identity beyond their place.
          <mark key={place} className={mark}>
            {piece}
          </mark>
        ),
      )}
      {hidden > 0 ? (
        <>
          {' … '}
          <button
            type="button"
            className="button quiet"
            onClick={() => setShownOf({ text, limit: limit * 5 })}
          >
            Show more ({formatCount(hidden)} characters hidden)
          </button>
        </>
      ) : null}
    </div>
  );
}
