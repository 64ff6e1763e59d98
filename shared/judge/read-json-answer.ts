import type { z } from 'zod';

const longestSearched = 50_000;

/**
 * The first JSON object in an answer that `schema` takes: as a whole, in a code block, or amid other words; thoughts in `<think>` are
 * passed over. Null when there is none, or when two that fit say different things.
 */
export function readJsonAnswer<S extends z.ZodType>(answer: string, schema: S): z.output<S> | null {
  const text = withoutThoughts(answer).slice(0, longestSearched);
  // As it stands first: a text may speak of thoughts.
  for (const candidate of [answer.slice(0, longestSearched).trim(), text]) {
    const whole = schema.safeParse(parsed(candidate));
    if (whole.success) return whole.data;
  }
  const found: z.output<S>[] = [];
  for (const part of objectsIn(text)) {
    const one = schema.safeParse(parsed(part));
    if (one.success) found.push(one.data);
  }
  const [first] = found;
  if (first === undefined) return null;
  return found.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : null;
}

/**
 * An answer without what the model thought aloud before it. Templates may begin the thoughts themselves, so that only their end is in the answer;
 * thoughts without an end are no answer.
 */
export function withoutThoughts(answer: string): string {
  return answer
    .replaceAll(/<(think|thinking|reasoning)>[\s\S]*?<\/\1>/giu, '')
    .replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/iu, '')
    .replace(/<(?:think|thinking|reasoning)>[\s\S]*$/iu, '')
    .trim();
}

/** As JSON, else as JSON in whose strings line ends and tabs stand as they are: small models write them so, even under a schema. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(withEscapedControls(text));
    } catch {
      return undefined;
    }
  }
}

function withEscapedControls(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\[\s\S])*"/gu, (string) =>
    string
      .replaceAll('\r\n', '\\n')
      .replaceAll(/[\n\r]/gu, '\\n')
      .replaceAll('\t', '\\t'),
  );
}

/** Outermost balanced `{…}`, strings respected. */
function* objectsIn(text: string): Generator<string> {
  let depth = 0;
  let start = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = depth > 0;
    } else if (character === '{') {
      if (depth === 0) start = i;
      depth++;
    } else if (character === '}' && depth > 0) {
      depth--;
      if (depth === 0) yield text.slice(start, i + 1);
    }
  }
}
