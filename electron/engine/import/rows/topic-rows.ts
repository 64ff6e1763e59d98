import { readLines } from './read-lines.ts';
import type { Row } from './row.ts';

/** TREC topics as rows with `id` (the number) and `text` (the title); a topic file is small and read whole. */
export async function* topicRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Row[]> {
  const rows: Row[] = [];
  let start = 0;
  let topic: string[] = [];
  for await (const lines of readLines(pieces)) {
    for (const { number, text, problem } of lines) {
      if (problem !== undefined) rows.push({ line: number, problem });
      if (text === undefined) continue;
      if (/^\s*<top>/iu.test(text)) {
        if (topic.length > 0) rows.push({ line: start, problem: 'a topic without </top>' });
        topic = [];
        start = number;
      }
      topic.push(text);
      if (!/<\/top>/iu.test(text)) continue;
      rows.push(topicOf(topic.join('\n'), start));
      topic = [];
    }
  }
  if (topic.length > 0) rows.push({ line: start, problem: 'a topic without </top>' });
  yield rows;
}

function topicOf(topic: string, line: number): Row {
  const id = field(topic, 'num').replace(/^(number|topic)\s*:\s*/iu, '');
  const text = field(topic, 'title').replace(/^topic\s*:\s*/iu, '');
  if (id === '') return { line, problem: 'a topic without <num>' };
  return { line, fields: { id, text } };
}

/** What follows a tag, up to the next one. */
function field(topic: string, tag: string): string {
  const match = new RegExp(`<${tag}>([^<]*)`, 'iu').exec(topic);
  return (match?.[1] ?? '').trim().replaceAll(/\s+/gu, ' ');
}
