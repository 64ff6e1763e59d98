import type { Row } from './row.ts';

/** Files put one behind the other have the mark in their midst, too. */
const byteOrderMark = '\uFEFF';

/** One JSON object as a row; anything else is a problem. */
export function jsonRow(text: string, line: number): Row {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  } catch (error) {
    return { line, problem: `not JSON: ${shortened(error)}` };
  }
  if (!isFields(value)) return { line, problem: `not a JSON object but ${nameOf(value)}` };
  return { line, fields: value };
}

/** True for JSON objects. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

/** The parser's words without the text of the data set. */
function shortened(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/,? ?(\.\.\.)?".*$/su, '').replace(/ in JSON/u, '') || 'unexpected end';
}
