/** A file's base name without its endings: `qrels/train.tsv.gz` → `train`. */
export function fileStem(name: string): string {
  const base = name.split(/[\\/]/u).at(-1) ?? name;
  return base
    .replace(/\.(gz|gzip|zst|zstd)$/iu, '')
    .replace(/\.(jsonl|ndjson|json|tsv|csv|txt|parquet|trec)$/iu, '');
}

/** The ending that says what the file holds, in lower case: `corpus.jsonl.gz` → `jsonl`; '' when there is none. */
export function fileEnding(name: string): string {
  const match = /\.([a-z0-9]+)$/iu.exec(name.replace(/\.(gz|gzip|zst|zstd)$/iu, ''));
  return match?.[1]?.toLowerCase() ?? '';
}
