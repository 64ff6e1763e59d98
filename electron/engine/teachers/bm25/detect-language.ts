import { franc } from 'franc-min';
import { documentText } from '../../../../shared/text/document-text.ts';
import { stemmedLanguageOf } from '../../../../shared/text-analysis/load-stemmer.ts';
import type { Database } from '../../workspace/database.ts';

export type DetectedLanguage = {
  /** ISO 639-3 code of a language with a stemmer, or `none`. */
  readonly language: string;
  /** How it was found: a sentence to show. */
  readonly note: string;
};

const sampleSize = 100;
const undetermined = 'und';

/** The language of most of up to 100 documents, evenly spread; a minority's stemmer would harm the rest, so it takes half of them. */
export async function detectLanguage(database: Database, documentCount: number): Promise<DetectedLanguage> {
  const step = Math.max(1, Math.ceil(documentCount / sampleSize));
  const votes = new Map<string, number>();
  let sampled = 0;
  const rows = database.chunks('SELECT title, left(text, 1000) FROM documents WHERE document % ? = 0', [
    step,
  ]);
  for await (const [titles = [], texts = []] of rows) {
    texts.forEach((text, i) => {
      const found = franc(documentText(String(titles[i]), String(text)));
      votes.set(found, (votes.get(found) ?? 0) + 1);
      sampled++;
    });
  }
  votes.delete(undetermined);
  const [winner] = [...votes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  if (!winner || winner[1] * 2 < sampled) {
    return {
      language: 'none',
      note: `No stemming: no one language in half of ${sampled} sampled documents.`,
    };
  }
  const [code, count] = winner;
  const language = stemmedLanguageOf(code);
  const share = `${count} of ${sampled} sampled documents`;
  return language === null
    ? { language: 'none', note: `No stemming: there is no stemmer for ${code}, found in ${share}.` }
    : { language, note: `Snowball stemming for ${language}, found in ${share}.` };
}
