import type { TeacherKind } from '../../../shared/domain/teacher.ts';

/** One thing a teacher needs to be told. */
export type TeacherField = {
  readonly key: string;
  readonly label: string;
  readonly placeholder: string;
  /** How it is chosen: typed, or by a dialog as well. */
  readonly by: 'typing' | 'folder' | 'file' | 'teacher';
};

export type TeacherKindText = {
  readonly kind: TeacherKind;
  readonly label: string;
  readonly sentence: string;
  readonly fields: readonly TeacherField[];
  /** Whether a text model reads the texts, so that prompts, pooling and length mean something. */
  readonly isEncoder: boolean;
};

const folder: TeacherField = {
  key: 'folder',
  label: 'Folder',
  placeholder: '/models/bge-small-en',
  by: 'folder',
};

/** Every kind of teacher, the one that needs nothing first. */
export const teacherKinds: readonly TeacherKindText[] = [
  {
    kind: 'bundled',
    label: 'all-MiniLM-L6-v2 (bundled)',
    sentence: 'Comes with Negscope: English, 384 dimensions, works offline.',
    fields: [],
    isEncoder: true,
  },
  {
    kind: 'bm25',
    label: 'BM25',
    sentence: 'Words in common, weighted by rarity. Nothing to encode.',
    fields: [],
    isEncoder: false,
  },
  {
    kind: 'onnx',
    label: 'Model in a folder',
    sentence: 'A sentence-embedding model in Hugging Face layout with an ONNX file.',
    fields: [folder],
    isEncoder: true,
  },
  {
    kind: 'hub',
    label: 'Model from the hub',
    sentence: 'Downloads a model from Hugging Face once; interrupted downloads go on.',
    fields: [{ key: 'id', label: 'Model id', placeholder: 'BAAI/bge-small-en-v1.5', by: 'typing' }],
    isEncoder: true,
  },
  {
    kind: 'endpoint',
    label: 'Embeddings endpoint',
    sentence: 'Any server with an OpenAI-compatible /v1/embeddings.',
    fields: [
      { key: 'url', label: 'Base address', placeholder: 'http://localhost:11434/v1', by: 'typing' },
      { key: 'model', label: 'Model', placeholder: 'nomic-embed-text', by: 'typing' },
    ],
    isEncoder: true,
  },
  {
    kind: 'npy',
    label: 'Embeddings in files',
    sentence: 'Two .npy files; row i belongs to record i of the source file.',
    fields: [
      { key: 'documents', label: 'Documents', placeholder: '/data/documents.npy', by: 'file' },
      { key: 'queries', label: 'Queries', placeholder: '/data/queries.npy', by: 'file' },
    ],
    isEncoder: false,
  },
  {
    kind: 'run',
    label: 'TREC run',
    sentence: 'Scores that another program made; ranks and scores are taken as they are.',
    fields: [{ key: 'file', label: 'Run file', placeholder: '/data/run.trec', by: 'file' }],
    isEncoder: false,
  },
  {
    kind: 'cross-encoder',
    label: 'Cross-encoder',
    sentence: 'Scores the candidates of another teacher again, query and document together.',
    fields: [folder, { key: 'from', label: 'Candidates of', placeholder: 'teacher', by: 'teacher' }],
    isEncoder: false,
  },
  {
    kind: 'random',
    label: 'Random',
    sentence: 'Scores by chance, repeatable by its seed: the baseline to beat.',
    fields: [{ key: 'seed', label: 'Seed', placeholder: '0', by: 'typing' }],
    isEncoder: false,
  },
];

/** The SPEC of `cli.md` from what was filled in; null while something is missing. */
export function specOf(kind: TeacherKind, values: Readonly<Record<string, string>>): string | null {
  const value = (key: string): string => (values[key] ?? '').trim();
  const all = (spec: string, ...keys: readonly string[]): string | null =>
    keys.every((key) => value(key) !== '') ? spec : null;
  switch (kind) {
    case 'bundled':
    case 'bm25':
      return kind;
    case 'random':
      return /^\d+$/.test(value('seed') || '0') ? `random:${value('seed') || '0'}` : null;
    case 'onnx':
      return all(`onnx:${value('folder')}`, 'folder');
    case 'hub':
      return all(`hub:${value('id')}`, 'id');
    case 'npy':
      return all(`npy:${value('documents')},${value('queries')}`, 'documents', 'queries');
    case 'run':
      return all(`run:${value('file')}`, 'file');
    case 'endpoint':
      return all(`endpoint:${value('url')}#${value('model')}`, 'url', 'model');
    case 'cross-encoder':
      return all(`cross-encoder:${value('folder')}?from=${value('from')}`, 'folder', 'from');
  }
}

/** A name to start from, free among those taken. */
export function suggestName(
  kind: TeacherKind,
  values: Readonly<Record<string, string>>,
  taken: readonly string[],
): string {
  const source =
    values['folder'] ?? values['id'] ?? values['model'] ?? values['file'] ?? values['documents'] ?? '';
  const last = source.split('@')[0]?.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const base = kind === 'bundled' ? 'MiniLM' : last.replace(/\.[a-z]+$/i, '') || kind;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(name)) return name;
  }
}
