import type { TeacherOptions } from '../../../../shared/domain/teacher.ts';
import type { PublishedUse } from './published-prompts.ts';

/** What is put in front of each text. */
export type Prompts = { readonly query: string; readonly document: string };

/** `prompts` and `default_prompt_name` of `config_sentence_transformers.json`. */
export type FolderPrompts = {
  readonly prompts: Readonly<Record<string, string>>;
  readonly defaultName: string | null;
};

type Chosen = { readonly prompt: string; readonly from: string };

/**
 * Prompts in order of authority: an option (the empty one too), the folder, the family's publication, none.
 * A folder whose prompts are all empty says nothing: sentence-transformers writes such entries by itself.
 */
export function choosePrompts(
  options: Pick<TeacherOptions, 'queryPrompt' | 'documentPrompt'>,
  folder: FolderPrompts,
  published: PublishedUse | null,
): { readonly prompts: Prompts; readonly notes: readonly string[] } {
  const query = choose(options.queryPrompt, folder, ['query'], published, published?.query);
  const document = choose(
    options.documentPrompt,
    folder,
    ['document', 'passage', 'corpus'],
    published,
    published?.document,
  );
  return {
    prompts: { query: query.prompt, document: document.prompt },
    notes: [
      `Query prompt: ${shown(query.prompt)} (${query.from}).`,
      `Document prompt: ${shown(document.prompt)} (${document.from}).`,
    ],
  };
}

function choose(
  option: string | undefined,
  folder: FolderPrompts,
  names: readonly string[],
  published: PublishedUse | null,
  publishedPrompt: string | undefined,
): Chosen {
  if (option !== undefined) return { prompt: option, from: 'option' };
  if (Object.values(folder.prompts).some((prompt) => prompt !== '')) {
    const name = names.find((each) => folder.prompts[each] !== undefined) ?? folder.defaultName;
    const prompt = name === null ? undefined : folder.prompts[name];
    if (prompt !== undefined) return { prompt, from: `config_sentence_transformers.json, "${name}"` };
    return { prompt: '', from: 'config_sentence_transformers.json has none for it' };
  }
  if (published && publishedPrompt !== undefined) {
    return { prompt: publishedPrompt, from: `published for ${published.family}; the folder says none` };
  }
  return { prompt: '', from: 'the folder says none' };
}

function shown(prompt: string): string {
  return prompt === '' ? 'none' : JSON.stringify(prompt);
}
