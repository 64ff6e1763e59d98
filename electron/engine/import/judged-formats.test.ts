import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sharedFile, skippedWithout } from '../../testing/shared-material.ts';
import { previewDataSet } from './preview-data-set.ts';
import { contentsOf, importBench, type ImportBench } from './testing/import-files.ts';

let bench: ImportBench;
beforeEach(async () => {
  bench = await importBench();
});
afterEach(() => bench.remove());

const lines = (...rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

describe('a BEIR folder', () => {
  it('is read with ids, titles, grades and splits by file name', async () => {
    const folder = bench.write('beir', {
      'corpus.jsonl': lines(
        { _id: 'a', title: 'T', text: 'one' },
        { _id: 7, title: '', text: 'two', metadata: {} },
        { _id: 'c', text: 'T  one' },
      ),
      'queries.jsonl': lines(
        { _id: 'x', text: 'two' },
        { _id: 'y', text: 'what?' },
        { _id: 'z', text: ' what?\u00a0' },
      ),
      'qrels/train.tsv': 'query-id\tcorpus-id\tscore\nx\ta\t1\ny\t7\t2\nz\tc\t0\nz\ta\t1\n',
      'qrels/test.tsv': 'query-id\tcorpus-id\tscore\ny\ta\t1\n',
      'README.md': 'hello\n',
    });
    const report = await bench.import([folder]);
    expect(report).toMatchObject({
      format: 'beir',
      documents: 3,
      queries: 2,
      positives: 3,
      splits: { test: 1, train: 2 },
      deduplicated: { 'duplicate-text': 1, 'query-text': 1 },
      deduplicated_list: [
        { kind: 'duplicate-text', id: 'c', into: 'a (corpus.jsonl:1)' },
        { kind: 'query-text', id: 'z', into: 'y (queries.jsonl:2)' },
      ],
      refused: [],
      refused_total: 0,
      supplied_runs: [],
    });
    expect(await contentsOf(await bench.opened())).toEqual({
      documents: [
        { id: 'a', title: 'T', text: 'one', first: 0, corpus: true, record: 0 },
        { id: '7', title: '', text: 'two', first: 1, corpus: true, record: 1 },
        { id: 'c', title: '', text: 'T  one', first: 0, corpus: true, record: 2 },
      ],
      queries: [
        { id: 'x', ids: [], text: 'two', copy: 1, record: 0 },
        { id: 'y', ids: ['z'], text: 'what?', copy: -1, record: 1 },
      ],
      labels: [
        { query: 'x', document: 'a', grade: 1, split: 'train' },
        { query: 'y', document: 'a', grade: 1, split: 'test' },
        { query: 'y', document: 'a', grade: 1, split: 'train' },
        { query: 'y', document: '7', grade: 2, split: 'train' },
        { query: 'y', document: 'c', grade: 0, split: 'train' },
      ],
      supplied: [],
      records: [
        { kind: 'documents', records: 3 },
        { kind: 'queries', records: 3 },
      ],
    });
  });

  it('counts refused and duplicate records in `record` and in the totals', async () => {
    const folder = bench.write('beir', {
      'corpus.jsonl': `{"_id":"a","text":"one"}\n\n{bad\n{"_id":"a","text":"one "}\n{"_id":"a","text":"other"}\n{"_id":"e","text":" "}\n{"_id":"b","text":"two"}\n`,
      'queries.jsonl': lines({ _id: 'x', text: 'q' }, { _id: 'x', text: 'other' }),
      'qrels.tsv':
        'query-id\tcorpus-id\tscore\nx\ta\t1\nx\ta\t1\nx\ta\t3\nx\tnone\t1\nnone\ta\t1\nx\tb\tmuch\n',
    });
    const report = await bench.import([folder]);
    expect(report).toMatchObject({
      documents: 2,
      queries: 1,
      positives: 1,
      splits: { train: 1 },
      deduplicated: { 'duplicate-id': 1, 'duplicate-label': 1, 'conflicting-grade': 1 },
      refused: [
        { file: 'corpus.jsonl', line: 3, reason: expect.stringContaining('not JSON') },
        { file: 'corpus.jsonl', line: 5, reason: 'document id "a" has another text than in corpus.jsonl:1' },
        { file: 'corpus.jsonl', line: 6, reason: 'the document has no text' },
        { file: 'queries.jsonl', line: 2, reason: 'query id "x" has another text than in queries.jsonl:1' },
        { file: 'qrels.tsv', line: 5, reason: 'unknown document id "none"' },
        { file: 'qrels.tsv', line: 6, reason: 'unknown query id "none"' },
        { file: 'qrels.tsv', line: 7, reason: '"score" is not a number' },
      ],
      refused_total: 7,
    });
    const { documents, labels, records } = await contentsOf(await bench.opened());
    expect(documents.map(({ id, record }) => [id, record])).toEqual([
      ['a', 0],
      ['b', 5],
    ]);
    expect(labels).toEqual([{ query: 'x', document: 'a', grade: 3, split: 'train' }]);
    expect(records.map((row) => row.records)).toEqual([6, 2]);
  });

  it('takes only the labels of the split asked for, and says which there are', async () => {
    const folder = bench.write('beir', {
      'corpus.jsonl': lines({ _id: 'a', text: 'one' }),
      'queries.jsonl': lines({ _id: 'x', text: 'q' }, { _id: 'y', text: 'p' }),
      'qrels/train.tsv': 'query-id\tcorpus-id\tscore\nx\ta\t1\n',
      'qrels/dev.tsv': 'query-id\tcorpus-id\tscore\ny\ta\t1\n',
    });
    expect(await bench.import([folder], { split: 'dev' })).toMatchObject({ queries: 2, splits: { dev: 1 } });
    await expect(bench.import([folder], { split: 'test' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'no split "test" here; there are: dev, train',
    });
  });

  it.each([
    ['qrels/train.tsv', 'x\ta\thigh\nx\tb\t1\ny\ta\t2\n', 'tabs, three columns'],
    ['qrels/train.tsv', 'x\t0\ta\thigh\nx\t0\tb\t1\ny\t0\ta\t2\n', 'tabs, four columns'],
    ['qrels.txt', 'x 0 a high\nx 0 b 1\ny 0 a 2\n', 'TREC'],
    ['qrels.txt', 'query 0 text high\nx 0 b 1\ny 0 a 2\n', 'TREC, with ids that are names of columns'],
  ])('takes a first label of %s that cannot be read for no header (%#: %s)', async (name, content) => {
    const folder = bench.write('first', {
      'corpus.jsonl': lines({ _id: 'a', text: 'one' }, { _id: 'b', text: 'two' }),
      'queries.jsonl': lines({ _id: 'x', text: 'what?' }, { _id: 'y', text: 'why?' }),
      [name]: content,
    });
    expect(await bench.import([folder])).toMatchObject({
      positives: 2,
      refused: [{ file: name, line: 1, reason: expect.stringContaining('is not a number') }],
      refused_total: 1,
    });
  });

  it('leaves other tables of ids alone when there are files named qrels', async () => {
    const folder = bench.write('beside', {
      'corpus.jsonl': lines({ _id: 'a', text: 'one' }),
      'queries.jsonl': lines({ _id: 'x', text: 'q' }),
      'qrels/train.tsv': 'query-id\tcorpus-id\tscore\nx\ta\t1\n',
      'truth/truth.tsv': 'query-id\tcorpus-id\trelation\nx\ta\tlabelled\n',
    });
    expect(await bench.import([folder])).toMatchObject({ splits: { train: 1 }, refused_total: 0 });
  });
});

describe('other formats of ids and labels', () => {
  it('reads TREC qrels with topics and a corpus', async () => {
    const folder = bench.write('trec', {
      'corpus.jsonl': lines(
        { docno: 'FT-1', title: 'T', contents: 'one' },
        { docno: 'FT-2', contents: 'two' },
      ),
      'topics.txt':
        '<top>\n<num> Number: 301\n<title> Organized\n Crime\n<desc> long\n</top>\n\n<top>\n<num> 302 <title> Polio </top>\n',
      'qrels.test': '301 0 FT-1 2\n302 0 FT-2 -1\n302  0\tFT-1 0\n',
    });
    const report = await bench.import([folder]);
    expect(report).toMatchObject({
      format: 'trec',
      documents: 2,
      queries: 2,
      positives: 1,
      splits: { test: 2 },
    });
    const { queries, labels } = await contentsOf(await bench.opened());
    expect(queries.map(({ id, text }) => [id, text])).toEqual([
      ['301', 'Organized Crime'],
      ['302', 'Polio'],
    ]);
    expect(labels.map(({ grade }) => grade)).toEqual([2, 0, -1]);
  });

  it('reads a TREC corpus of <DOC> files, gzipped or not, and says which documents it cannot take', async () => {
    const folder = bench.write('trec', {
      'ft/ft911_1': `<DOC>
<DOCNO> FT911-1 </DOCNO>
<PROFILE>_AN-1</PROFILE>
<HEADLINE>
FT  14 MAY 91 / Profits &amp; losses
</HEADLINE>
<TEXT>
First, 3 < 4.

<P>Second&hyph;hand &unknown; &#233;</P>
</TEXT>
<PUB>The Financial Times</PUB>
</DOC>
<DOC><DOCNO>FT911-2</DOCNO><TEXT>a</TEXT>between<TEXT>b</TEXT></DOC><DOC><TEXT>no number</TEXT></DOC>
stray words
<DOC>
<DOCNO>FT911-3</DOCNO>
<TEXT>no end</TEXT>
<DOC>
<DOCNO>FT911-4</DOCNO>
<PUB>no text at all</PUB><TEXT></TEXT>
</DOC>
`,
      'web.gz': gzipSync(
        '<?xml version="1.0"?>\r\n<!-- pages -->\r\n<docs>\r\n<DOC id="GX-1" type="page">\r\n<DOCHDR>\r\nhttp://example.org\r\n</DOCHDR>\r\n<html><head><title>A page</title><script>x()</script></head>\r\n<body>Its words.</body></html>\r\n</DOC>\r\n</docs>\r\n',
      ),
      latin: Buffer.from(
        '<DOC>\n<DOCNO>L-1</DOCNO>\n<TEXT>\ncaf\u00e9\n</TEXT>\n</DOC>\n<DOC>\n<DOCNO>L-2</DOCNO>',
        'latin1',
      ),
      'topics.txt': '<top>\n<num> Number: 301\n<title> Crime\n</top>\n',
      'qrels.txt': '301 0 FT911-1 1\n301 0 GX-1 0\n',
    });
    expect(await bench.import([folder])).toMatchObject({
      format: 'trec',
      documents: 3,
      queries: 1,
      positives: 1,
      refused: [
        { file: 'ft/ft911_1', line: 14, reason: 'a document without <DOCNO>' },
        { file: 'ft/ft911_1', line: 15, reason: 'text outside of <DOC>' },
        { file: 'ft/ft911_1', line: 16, reason: 'a document without </DOC>' },
        { file: 'ft/ft911_1', line: 19, reason: 'the document has no text' },
        { file: 'latin', line: 1, reason: 'line 4 is not UTF-8' },
        { file: 'latin', line: 7, reason: 'a document without </DOC>' },
      ],
    });
    const { documents } = await contentsOf(await bench.opened());
    expect(documents.map(({ id, title, text }) => [id, title, text])).toEqual([
      ['FT911-1', 'FT 14 MAY 91 / Profits & losses', 'First, 3 < 4.\nSecond-hand &unknown; é'],
      ['FT911-2', '', 'a\nb'],
      ['GX-1', 'A page', 'Its words.'],
    ]);
  });

  it.each([
    ['qrels.txt', undefined, 'q1 0 d1 1\nq2 0 d2 0\nq2 0 d2\n', [3, '3 columns instead of 4']],
    ['qrels.txt', 'trec', 'q2 0 d2\nq1 0 d1 1\nq2 0 d2 0\n', [1, '3 columns instead of 4']],
    ['qrels.txt', undefined, 'q1 d1 1\nq2 d2 0 more\nq2 d2 0\n', [2, '4 columns instead of 3']],
    ['qrels.txt', undefined, 'q1 0 d1 1\nq2 0\n', [2, '2 columns instead of 4']],
    ['judged.txt', 'trec', 'q1 0 d1 1\nq2 0 d2 0\nq2 0 d2 0 0\n', [3, '5 columns instead of 4']],
    ['judged.txt', undefined, 'q1 0 d1 1\nq2 0 d2 0\nq2\nq2 0 d1 0\n', [3, '1 column instead of 4']],
    ['judged.txt', 'trec', 'q1 0 d1 1\nq2 0 d2 no\nq2 0 d2 0\n', [2, '"column_4" is not a number']],
  ] as const)('goes on after a ragged line of %s (--format %s)', async (name, format, labels, refused) => {
    const folder = bench.write('ragged', {
      'corpus.jsonl': lines({ _id: 'd1', text: 'one' }, { _id: 'd2', text: 'two' }),
      'topics.tsv': 'q1\twhat\nq2\twho\n',
      [name]: labels,
    });
    const [line, reason] = refused;
    const preview = await previewDataSet({ paths: [folder], format, columns: {} });
    expect(preview).toMatchObject({ refused: [{ file: name, line, reason }], refusedTotal: 1 });
    expect(await bench.import([folder], { format })).toMatchObject({
      documents: 2,
      queries: 2,
      positives: 1,
      refused: [{ file: name, line, reason }],
      refused_total: 1,
    });
    await expect(bench.import([folder], { format, strict: true })).rejects.toMatchObject({
      message: expect.stringContaining(`${name}:${line}: ${reason}`),
    });
  });

  it('takes no prose for labels because some of its lines are as long', async () => {
    const folder = bench.write('prose', {
      'corpus.jsonl': lines({ _id: 'd1', text: 'one' }),
      'queries.tsv': 'q1\twhat\n',
      'qrels.tsv': 'q1\td1\t1\n',
      'documents.txt': 'These are four words\nand these are too\nbut not these\n',
    });
    expect(await bench.import([folder])).toMatchObject({ documents: 1, positives: 1, refused: [] });
  });

  it('reads MS MARCO with quotes as they are, and triples of ids as a supplied run', async () => {
    const folder = bench.write('msmarco', {
      'collection.tsv': '0\t"The presence of\n1\tof "communication"\n2\tamid scientific\n',
      'queries.train.tsv': '10\twhat is it\n11\twho\n',
      'queries.dev.small.tsv': '12\twhere\n',
      'qrels.train.tsv': '10\t0\t0\t1\n11\t0\t1\t1\n',
      'qrels.dev.small.tsv': '12\t0\t2\t1\n',
      'qidpidtriples.train.tsv': '10\t0\t2\n10\t0\t9\n',
    });
    const report = await bench.import([folder]);
    expect(report).toMatchObject({
      format: 'msmarco',
      documents: 3,
      queries: 3,
      positives: 3,
      splits: { 'dev.small': 1, train: 2 },
      refused: [{ file: 'qidpidtriples.train.tsv', line: 2, reason: 'unknown document id "9"' }],
      supplied_runs: ['supplied'],
    });
    const { documents, supplied } = await contentsOf(await bench.opened());
    expect(documents[0]?.text).toBe('"The presence of');
    expect(supplied).toEqual([
      {
        query: '10',
        document: '2',
        split: 'train',
        source: 'qidpidtriples.train.tsv',
        row: 1,
        position: 0,
        score: null,
      },
    ]);
  });
});

const scifact = sharedFile('data', 'scifact');
const xquad = sharedFile('data', 'xquad-de');

describe.skipIf(scifact === null || xquad === null)(`given data (${skippedWithout('data')})`, () => {
  it('imports SciFact whole', async () => {
    const report = await bench.import([scifact ?? '']);
    expect({ ...report, deduplicated_list: [], data_hash: '' }).toMatchInlineSnapshot(`
      {
        "data_hash": "",
        "deduplicated": {
          "duplicate-label": 3,
          "query-text": 4,
        },
        "deduplicated_list": [],
        "documents": 5183,
        "format": "beir",
        "positives": 1253,
        "queries": 1105,
        "reason": "texts with ids and labels between them: corpus.jsonl, queries.jsonl, qrels/test.tsv, qrels/train.tsv",
        "refused": [],
        "refused_total": 0,
        "splits": {
          "test": 300,
          "train": 807,
        },
        "supplied_runs": [],
      }
    `);
  });

  it('imports XQuAD German whole', async () => {
    const report = await bench.import([xquad ?? '']);
    expect({ ...report, deduplicated_list: [], data_hash: '' }).toMatchInlineSnapshot(`
      {
        "data_hash": "",
        "deduplicated": {
          "duplicate-label": 9,
          "query-text": 9,
        },
        "deduplicated_list": [],
        "documents": 240,
        "format": "beir",
        "positives": 1181,
        "queries": 1181,
        "reason": "texts with ids and labels between them: corpus.jsonl, queries.jsonl, qrels/test.tsv",
        "refused": [],
        "refused_total": 0,
        "splits": {
          "test": 1181,
        },
        "supplied_runs": [],
      }
    `);
  });
});
