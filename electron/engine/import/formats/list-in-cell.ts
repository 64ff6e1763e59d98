/**
 * The list that a cell of a text file holds: as JSON, as Python writes it (`['a', None, 0.5]`: pandas' way of putting lists into
 * CSV), or as NumPy does (`['a' 'b']`, no commas between). Null when the text is no whole list, so also where NumPy left some out.
 */
export function listInCell(cell: unknown): readonly unknown[] | null {
  if (!beginsList(cell)) return null;
  const value = fromJson(cell) ?? fromPython(cell);
  return Array.isArray(value) ? value : null;
}

/** Whether a cell looks like a list, well written or not. */
export function beginsList(cell: unknown): cell is string {
  return typeof cell === 'string' && /^\s*\[/u.test(cell);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

class NoLiteral extends Error {}

const token =
  /\s*(?:(?<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|(?<word>None|True|False|nan)|(?<mark>[[\]{},:]))/suy;

type Token =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'mark'; readonly mark: string };

const words: Readonly<Record<string, unknown>> = { None: null, nan: null, True: true, False: false };

function fromPython(text: string): unknown {
  try {
    const tokens = tokensOf(text);
    const value = readValue(tokens);
    return tokens.length === 0 ? value : null;
  } catch (error) {
    if (error instanceof NoLiteral) return null;
    throw error;
  }
}

/** Last first, so that the next one is popped. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (token.lastIndex = 0; token.lastIndex < end;) {
    const groups = token.exec(text)?.groups;
    if (groups === undefined) throw new NoLiteral();
    const { string, number, word, mark } = groups;
    if (mark !== undefined) tokens.push({ kind: 'mark', mark });
    else if (string !== undefined) tokens.push({ kind: 'value', value: unescaped(string.slice(1, -1)) });
    else tokens.push({ kind: 'value', value: number === undefined ? words[word ?? ''] : Number(number) });
  }
  return tokens.reverse();
}

function readValue(tokens: Token[]): unknown {
  const first = tokens.pop();
  if (first?.kind === 'value') return first.value;
  if (first?.mark === '[') return readItems(tokens, ']', readValue);
  if (first?.mark === '{') return Object.fromEntries(readItems(tokens, '}', readEntry));
  throw new NoLiteral();
}

function readItems<T>(tokens: Token[], end: string, read: (tokens: Token[]) => T): T[] {
  const items: T[] = [];
  for (;;) {
    if (takesMark(tokens, end)) return items;
    items.push(read(tokens));
    takesMark(tokens, ',');
  }
}

function readEntry(tokens: Token[]): [string, unknown] {
  const key = readValue(tokens);
  if (typeof key !== 'string' || !takesMark(tokens, ':')) throw new NoLiteral();
  return [key, readValue(tokens)];
}

function takesMark(tokens: Token[], mark: string): boolean {
  const next = tokens.at(-1);
  if (next?.kind !== 'mark' || next.mark !== mark) return false;
  tokens.pop();
  return true;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gsu,
    (_, x?: string, u?: string, long?: string, other = '') => {
      const code = x ?? u ?? long;
      return code === undefined ? (escapes[other] ?? other) : codePoint(Number.parseInt(code, 16));
    },
  );
}

function codePoint(code: number): string {
  if (code > 0x10_ffff) throw new NoLiteral();
  return String.fromCodePoint(code);
}
