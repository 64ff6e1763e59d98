import type { InspectedFile } from '../files/inspect-file.ts';

/** Files of this program that are about data and no data themselves, by columns that all of their lines have. */
const kinds: readonly { readonly what: string; readonly columns: readonly string[] }[] = [
  {
    what: 'exported labels, which labels import reads',
    columns: ['query_id', 'document_id', 'annotator', 'kind', 'relevant', 'design'],
  },
  {
    what: "an export in Negscope's own format, which holds ids and no texts",
    columns: ['query_id', 'positives', 'anchor_score', 'threshold', 'negatives', 'short_by'],
  },
];

/** What a file is that this program wrote beside data, to be left aside; null for any other. */
export function ownExport({ file, columns }: InspectedFile): string | null {
  if (file.name.endsWith('.manifest.json')) return 'a manifest';
  return kinds.find((kind) => kind.columns.every((column) => columns.includes(column)))?.what ?? null;
}
