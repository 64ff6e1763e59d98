import { AppError } from '../errors.ts';
import { textHash } from '../random.ts';
import { binaryPrompt } from './binary-prompt.ts';
import { fenced, fenceRule } from './fenced.ts';
import type { JudgePrompt } from './judge-prompt.ts';
import { umbrelaPrompt } from './umbrela-prompt.ts';

const forms = {
  binary: 'Answer with one JSON object: {"reason": one or two sentences, "relevant": true or false}.',
  umbrela:
    'Answer with one JSON object: {"reason": one or two sentences, "match": 0 to 3, "trust": 0 to 3, "score": 0 to 3}; relevant is 2 and above.',
};

const places = ['query', 'document', 'positive'] as const;
/** What looks as if a text belonged there. */
const anyPlace = /\{[a-z_]+\}/giu;
const place = new RegExp(`\\{(${places.join('|')})\\}`, 'gu');

/**
 * A template of one's own with {query}, {document} and perhaps {positive}; each is replaced by the fenced text. What is asked back is
 * added: relevant or not, or a score from 0 to 3. The version is a hash of the template. Throws `wrong-usage` without {query} or {document}, and for a {word}
 * that no text takes the place of: the judge would read it as it stands.
 */
export function customPrompt(template: string, scale: 'binary' | 'umbrela'): JudgePrompt {
  for (const needed of ['{query}', '{document}']) {
    if (!template.includes(needed)) {
      throw new AppError(
        'wrong-usage',
        `the judge's template has no ${needed}; write it where the text belongs`,
      );
    }
  }
  const unknown = template.match(anyPlace)?.find((one) => !places.some((known) => one === `{${known}}`));
  if (unknown !== undefined) {
    throw new AppError(
      'wrong-usage',
      `the judge's template has ${unknown}, which stands for no text; {query}, {document} and {positive} do`,
    );
  }
  const base = scale === 'binary' ? binaryPrompt : umbrelaPrompt;
  return {
    ...base,
    name: 'custom',
    version: `custom-${scale}-1-${textHash(template).toString(36)}`,
    needsPositive: template.includes('{positive}'),
    messages({ query, positive, documents }, fence) {
      const texts = { query, document: documents[0] ?? '', positive: positive ?? '' };
      // One pass: what a text says about {query} stays as it is.
      const content = template.replaceAll(place, (_, name: string) => {
        const known = places.find((one) => one === name) ?? 'query';
        return fenced(known, texts[known], fence);
      });
      return [
        { role: 'system', content: `${fenceRule(fence)}\n\n${forms[scale]}` },
        { role: 'user', content },
      ];
    },
  };
}
