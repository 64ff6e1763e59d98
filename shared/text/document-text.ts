/** What a teacher reads of a document, and what copies are compared by: title + space + text; only the text where there is no title. */
export function documentText(title: string, text: string): string {
  return title === '' ? text : `${title} ${text}`;
}
