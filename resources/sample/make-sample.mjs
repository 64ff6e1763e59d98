// Writes the sample data set from the tables in `facts/`: the same bytes each time. Run with `node resources/sample/make-sample.mjs`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from './templates.mjs';

const folder = import.meta.dirname;
const documents = [];
const queries = [];
const labels = { train: [], test: [] };
const truth = [];

for (const kind of kinds) {
  const rows = readTable(kind.table);
  rows.forEach((facts, row) => {
    const profile = addDocument(facts.name, fill(kind.profile, facts));
    kind.attributes.forEach((attribute, column) => {
      const statement = addDocument(facts.name, fill(attribute.statement, facts));
      // Two of three facts are told twice: the second telling is what nobody labelled.
      const told =
        (row + column) % 3 !== 0 ? addDocument(facts.name, fill(attribute.paraphrase, facts)) : null;
      if (!attribute.asked || (column > 0 && row % 2 === column % 2)) return;
      ask({ row, column, facts, attribute, statement, profile, told });
    });
  });
}

write(
  'corpus.jsonl',
  documents.map((document) => JSON.stringify(document)),
);
write(
  'queries.jsonl',
  queries.map((query) => JSON.stringify(query)),
);
for (const split of ['train', 'test'])
  write(`qrels/${split}.tsv`, ['query-id\tcorpus-id\tscore', ...labels[split]]);
write('truth/truth.tsv', ['query-id\tcorpus-id\trelation', ...truth]);

/** One query, its label, and everything else that answers it. */
function ask({ row, column, facts, attribute, statement, profile, told }) {
  const number = queries.length;
  const id = `q${number}`;
  queries.push({ _id: id, text: capitalise(fill(attribute.question, facts)) });
  const split = number % 5 === 4 ? 'test' : 'train';
  const label = (document) => {
    labels[split].push(`${id}\t${document}\t1`);
    truth.push(`${id}\t${document}\tlabelled`);
  };
  label(statement);
  // One query in eight has a second label: its profile.
  if (number % 8 === 3) label(profile);
  else truth.push(`${id}\t${profile}\tprofile`);
  if (told !== null) truth.push(`${id}\t${told}\tparaphrase`);
  const text = documents.find((document) => document._id === statement).text;
  if ((row + column) % 5 === 0) {
    const near = addDocument(
      facts.name,
      text.replace(/\. .*$/, '.').concat(' (From an older edition; the rest of the entry is lost.)'),
    );
    truth.push(`${id}\t${near}\tnear-duplicate`);
  }
  if ((row + column) % 9 === 4) truth.push(`${id}\t${addDocument(facts.name, text)}\tduplicate`);
}

function addDocument(title, text) {
  const _id = `d${documents.length}`;
  documents.push({ _id, title: capitalise(title), text: capitalise(text) });
  return _id;
}

function fill(template, facts) {
  return template.replace(/\{([^}]+)\}/g, (_match, column) => {
    if (!(column in facts)) throw new Error(`no column ${column} for: ${template}`);
    return facts[column];
  });
}

function capitalise(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function readTable(name) {
  const [header, ...lines] = readFileSync(join(folder, 'facts', `${name}.tsv`), 'utf8')
    .trim()
    .split('\n');
  const columns = header.split('\t');
  return lines.map((line, number) => {
    const cells = line.split('\t');
    if (cells.length !== columns.length)
      throw new Error(`facts/${name}.tsv, line ${number + 2}: ${cells.length} cells`);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
  });
}

function write(name, lines) {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${lines.join('\n')}\n`);
}
