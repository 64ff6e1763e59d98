import { createMemoryApp } from './memory-app.ts';
import { inventWorld, type World } from './world.ts';

/**
 * The window over a host in memory, for development and screenshots without Electron. Options in the address:
 * `?world=sample` (the bundled sample's texts), `?workspace` (one is there already), `?delay=MS`, `?hostile` (nasty texts), `?labels` (judged and labelled).
 */
const options = new URLSearchParams(location.search);
const world = options.get('world') === 'sample' ? await readSample() : inventWorld(120);
const host = createMemoryApp({
  world: options.has('hostile') ? withHostileTexts(world) : world,
  delayMs: Number(options.get('delay') ?? 2),
  labelled: options.has('labels'),
  workspaces: options.has('workspace') ? ['/home/ada/sample.negscope'] : [],
});
Object.assign(window, {
  bridge: { ...host.port, pathForFile: (file: File) => `/dropped/${file.name}` },
  host,
});
await import('../main.tsx');

async function readSample(): Promise<World> {
  const corpus = new URL('../../../resources/sample/corpus.jsonl', import.meta.url);
  const queries = new URL('../../../resources/sample/queries.jsonl', import.meta.url);
  const train = new URL('../../../resources/sample/qrels/train.tsv', import.meta.url);
  const test = new URL('../../../resources/sample/qrels/test.tsv', import.meta.url);
  const [documentLines, queryLines, ...qrels] = await Promise.all(
    [corpus, queries, train, test].map(readLines),
  );
  const documents = (documentLines ?? []).map(readRecord);
  const asked = (queryLines ?? []).map(readRecord);
  const documentAt = new Map(documents.map(({ id }, at) => [id, at]));
  const queryAt = new Map(asked.map(({ id }, at) => [id, at]));
  const labels = qrels.map((lines) =>
    lines.slice(1).map((line) => {
      const [query = '', document = ''] = line.split('\t');
      return [queryAt.get(query) ?? 0, documentAt.get(document) ?? 0] as const;
    }),
  );
  return { documents, queries: asked, labels: { train: labels[0] ?? [], test: labels[1] ?? [] } };
}

async function readLines(address: URL): Promise<string[]> {
  const text = await (await fetch(address)).text();
  return text.split('\n').filter((line) => line !== '');
}

function readRecord(line: string): { readonly id: string; readonly title: string; readonly text: string } {
  const record: unknown = JSON.parse(line);
  const field = (name: string): string => {
    const value: unknown = typeof record === 'object' && record !== null ? Reflect.get(record, name) : '';
    return typeof value === 'string' ? value : '';
  };
  return { id: field('_id'), title: field('title'), text: field('text') };
}

function withHostileTexts({ documents, queries, labels }: World): World {
  const nasty = [
    '<img src=x onerror=alert(1)> <b>bold?</b> &amp; <script>alert(2)</script>',
    '\u202Ereversed by an override\u202C and \u2066isolated\u2069 then normal',
    'x'.repeat(400_000),
    'lone \uD800 surrogate, NUL \u0000 and bell \u0007, then ' + 'Zalgo\u0300\u0301\u0302\u0303'.repeat(40),
    'مرحبا بالعالم، من بنى المرفأ؟ ' + 'שלום עולם',
  ];
  return {
    labels,
    documents: documents.map((document, at) =>
      at < 40
        ? {
            ...document,
            text: `${nasty[at % nasty.length]} ${document.text}`,
            title: at % 3 === 0 ? (nasty[1] ?? '') : document.title,
          }
        : document,
    ),
    queries: queries.map((query, at) =>
      at < 10 ? { ...query, text: `${nasty[at % nasty.length]} ${query.text}` } : query,
    ),
  };
}
