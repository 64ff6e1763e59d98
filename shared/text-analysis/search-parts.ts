/** What is typed into a search field: phrases in double quotes, and the rest. */
export type SearchParts = { readonly phrases: readonly string[]; readonly rest: string };

/** Takes phrases in quotes out of a search; a quote that is not closed is a quote. */
export function searchParts(search: string): SearchParts {
  const phrases: string[] = [];
  const rest = search.replaceAll(/["“„]([^"“”„]+)["”“]/gu, (_, phrase: string) => {
    phrases.push(phrase.trim());
    return ' ';
  });
  return { phrases: phrases.filter((phrase) => phrase !== ''), rest: rest.trim() };
}
