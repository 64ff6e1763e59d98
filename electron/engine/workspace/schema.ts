/** The version that this program writes; `migrations.ts` brings older workspaces here. */
export const schemaVersion = 6;

/** What version 2 added: what an LLM judge said. At most one row for each (query, document, judge); probes are no judgements. */
export const judgeTables = `
CREATE TABLE judgements (
  query INTEGER NOT NULL, document INTEGER NOT NULL,
  judge VARCHAR NOT NULL,           -- MODEL PROMPT-VERSION: who says so
  model VARCHAR NOT NULL, endpoint VARCHAR NOT NULL, prompt VARCHAR NOT NULL,
  cache_key VARCHAR NOT NULL,       -- hash of model, prompt version and texts
  positive INTEGER,                 -- the labelled positive it was compared with
  state VARCHAR NOT NULL,           -- answered, or why there is no answer; only answered is a label
  grade DOUBLE, relevant BOOLEAN,   -- null unless answered
  reason VARCHAR NOT NULL,
  call VARCHAR NOT NULL, place INTEGER NOT NULL, together INTEGER NOT NULL, -- pairs asked in one call, and which of them this is
  tokens_in INTEGER, tokens_out INTEGER, -- of the whole call at place 0, else 0; null where the server does not say
  seconds DOUBLE NOT NULL, tries INTEGER NOT NULL,
  run VARCHAR NOT NULL, probability DOUBLE, wave INTEGER, -- inclusion probability so far; null: picked by hand
  created TIMESTAMP NOT NULL
);
CREATE TABLE judge_probes (
  judge VARCHAR NOT NULL, probe VARCHAR NOT NULL, result VARCHAR NOT NULL, created TIMESTAMP NOT NULL
);
`;

/** What version 3 added: human labels, the probabilities with which pairs were drawn, and decisions on top of the data. */
export const annotationTables = `
CREATE TABLE annotations (          -- labels in force; the journal beside the database is the truth
  entry BIGINT NOT NULL,            -- of the journal
  query INTEGER NOT NULL, document INTEGER NOT NULL, annotator VARCHAR NOT NULL,
  role VARCHAR NOT NULL,            -- label | gold | repeat | adjudication
  value VARCHAR NOT NULL,           -- one of labelValues
  note VARCHAR NOT NULL, evidence VARCHAR NOT NULL, -- JSON
  queue VARCHAR NOT NULL, blind BOOLEAN NOT NULL, visible VARCHAR[] NOT NULL,
  is_drawn BOOLEAN NOT NULL,        -- by a wave; picked pairs count in no rate
  milliseconds INTEGER NOT NULL, created TIMESTAMP NOT NULL
);
CREATE TABLE annotation_queues (
  queue VARCHAR NOT NULL, kind VARCHAR NOT NULL, name VARCHAR NOT NULL, annotator VARCHAR NOT NULL,
  question VARCHAR NOT NULL, blind BOOLEAN NOT NULL, wave INTEGER, created TIMESTAMP NOT NULL
);
CREATE TABLE annotation_items (
  queue VARCHAR NOT NULL, place INTEGER NOT NULL, query INTEGER NOT NULL, document INTEGER NOT NULL,
  role VARCHAR NOT NULL, is_shared BOOLEAN NOT NULL
);
CREATE TABLE waves (                -- every draw, as it was declared
  wave INTEGER NOT NULL, phase VARCHAR NOT NULL, judge VARCHAR NOT NULL, teacher VARCHAR NOT NULL, split VARCHAR NOT NULL,
  settings VARCHAR NOT NULL, slider VARCHAR NOT NULL, grid DOUBLE[] NOT NULL, value DOUBLE, seed INTEGER NOT NULL,
  added INTEGER NOT NULL, created TIMESTAMP NOT NULL
);
CREATE TABLE inclusion (            -- current probability of each pair that a draw could reach; only ever raised
  phase VARCHAR NOT NULL,           -- judge | human
  judge VARCHAR NOT NULL,           -- name; '' for people
  query INTEGER NOT NULL, document INTEGER NOT NULL, probability DOUBLE NOT NULL
);
CREATE TABLE relabel_steps (
  step BIGINT NOT NULL, because VARCHAR NOT NULL, is_undone BOOLEAN NOT NULL, created TIMESTAMP NOT NULL
);
CREATE TABLE relabel_decisions (
  step BIGINT NOT NULL, query INTEGER NOT NULL, document INTEGER NOT NULL,
  action VARCHAR                    -- drop | keep | promote; null takes an earlier decision away
);
`;

/** As version 5 made it: labels made elsewhere, with the word that was said and what was said with it. */
export const labelsTable = `
CREATE TABLE labels (
  query INTEGER NOT NULL, document INTEGER NOT NULL, kind VARCHAR NOT NULL, annotator VARCHAR NOT NULL,
  grade DOUBLE,                     -- null where the label is none
  relevant BOOLEAN NOT NULL, design VARCHAR NOT NULL, probability DOUBLE, created TIMESTAMP NOT NULL,
  run VARCHAR,                      -- the one run that the design is of; null where nobody said, '' where that run was removed or replaced
  value VARCHAR NOT NULL,           -- one of labelValues
  note VARCHAR NOT NULL, evidence VARCHAR NOT NULL, -- JSON
  blind BOOLEAN, milliseconds INTEGER, given TIMESTAMP -- where the file said so
);
`;

/**
 * Tables of a workspace. Indexes (`document`, `query`) are 0-based, dense, in imported order: every flat array speaks of them.
 * No primary keys on the large tables: DuckDB would hold an index of them in memory; import guarantees uniqueness.
 */
export const schema = `
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE documents (
  document INTEGER NOT NULL,        -- index
  id VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  first_document INTEGER NOT NULL,  -- lowest index with equal normalised text
  in_corpus BOOLEAN NOT NULL,
  record BIGINT                     -- 0-based record of the source file; refused and duplicate records count
);
CREATE TABLE queries (
  query INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  query_ids VARCHAR[] NOT NULL,     -- the other ids under which the same text came
  text VARCHAR NOT NULL,
  copy_document INTEGER NOT NULL,   -- first document with the query's own text, or -1
  record BIGINT
);
CREATE TABLE qrels (query INTEGER NOT NULL, document INTEGER NOT NULL, grade DOUBLE NOT NULL, split VARCHAR NOT NULL);
CREATE TABLE source_records (kind VARCHAR NOT NULL, records BIGINT NOT NULL); -- kind: documents | queries; rows that a precomputed .npy must have
CREATE TABLE supplied_negatives (
  query INTEGER NOT NULL, document INTEGER NOT NULL, split VARCHAR NOT NULL,
  source VARCHAR NOT NULL, row BIGINT NOT NULL, position INTEGER NOT NULL, score DOUBLE
);
CREATE TABLE teachers (
  name VARCHAR PRIMARY KEY, spec VARCHAR NOT NULL, options VARCHAR NOT NULL, kind VARCHAR NOT NULL,
  fingerprint VARCHAR NOT NULL, dimensions INTEGER, similarity VARCHAR, notes VARCHAR[] NOT NULL, created TIMESTAMP NOT NULL
);
CREATE TABLE runs (
  name VARCHAR PRIMARY KEY, teacher VARCHAR, split VARCHAR NOT NULL, settings VARCHAR NOT NULL, report VARCHAR NOT NULL,
  pool VARCHAR NOT NULL, supplied BOOLEAN NOT NULL, versions VARCHAR NOT NULL, created TIMESTAMP NOT NULL,
  made_by VARCHAR                   -- JSON: its teacher as it was; null in runs of before version 6 and where no teacher scored
);
${labelsTable}${judgeTables}${annotationTables}`;
