import { longestLine, readLines } from './read-lines.ts';
import type { Row } from './row.ts';
import { elements, withoutSpans } from './sgml-spans.ts';
import { sgmlText } from './sgml-text.ts';

/** A document that has begun and not yet ended. */
type Open = { readonly line: number; readonly parts: string[]; length: number; problem: string | null };

const begin = /^\s*<doc(?=[\s>])/iu;
const end = /<\/doc>/iu;

/**
 * The documents of a TREC corpus (`<DOC> <DOCNO> … <TEXT> … </DOC>`) as rows with `id`, `title` and `text`, one document in memory
 * at a time. `line` is that of its `<DOC>`. A document without number or end, with bytes that are not UTF-8, or text between documents,
 * is a problem.
 */
export async function* trecDocumentRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Row[]> {
  let open: Open | null = null;
  for await (const lines of readLines(pieces)) {
    const rows: Row[] = [];
    for (const { number, text, problem } of lines) {
      if (problem !== undefined) {
        if (open === null) rows.push({ line: number, problem });
        else open.problem ??= `line ${number} is ${problem}`;
        continue;
      }
      // Several documents may share a line.
      for (const part of text.split(/(?<=<\/doc>)/iu)) {
        if (begin.test(part)) {
          if (open !== null) rows.push({ line: open.line, problem: 'a document without </DOC>' });
          open = { line: number, parts: [], length: 0, problem: null };
        }
        if (open === null) {
          if (sgmlText(part) !== '') rows.push({ line: number, problem: 'text outside of <DOC>' });
          continue;
        }
        add(open, part);
        if (!end.test(part)) continue;
        rows.push(documentOf(open));
        open = null;
      }
    }
    if (rows.length > 0) yield rows;
  }
  if (open !== null) yield [{ line: open.line, problem: 'a document without </DOC>' }];
}

function add(open: Open, part: string): void {
  open.length += part.length;
  if (open.length > longestLine) {
    open.problem ??= `longer than ${Math.round(longestLine / 1024 / 1024)} MB`;
    open.parts.length = 0;
  } else open.parts.push(part);
}

function documentOf({ line, parts, problem }: Open): Row {
  if (problem !== null) return { line, problem };
  const source = parts.join('\n');
  const id = sgmlText(elements(source, 'docno')[0]?.inner ?? idOf(source));
  if (id === '') return { line, problem: 'a document without <DOCNO>' };
  const title = titles.flatMap((tag) => elements(source, tag))[0]?.inner ?? '';
  return {
    line,
    fields: { id, title: sgmlText(title).replaceAll(/\s+/gu, ' '), text: sgmlText(bodyOf(source)) },
  };
}

const titles = ['headline', 'title', 'head', 'hl', 'ttl'];
const texts = ['lp', 'leadpara', 'text'];
const noText = ['docno', 'docoldno', 'dochdr', 'script', 'style', ...titles];

/** `<TEXT>` and leading paragraphs; of a web page, which has neither, what its own header and its head leave. */
function bodyOf(source: string): string {
  const found = texts.flatMap((tag) => elements(source, tag));
  if (found.length > 0) return found.map(({ inner }) => inner).join('\n');
  return noText.reduce((rest, tag) => withoutSpans(rest, elements(rest, tag)), source);
}

/** Newer collections give the number as `<DOC id="…">`. */
function idOf(source: string): string {
  return /^\s*<doc\s[^<>]*?\b(?:id|docno)\s*=\s*["']?([^"'\s>]+)/iu.exec(source)?.[1] ?? '';
}
