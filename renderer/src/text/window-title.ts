import { cutText } from './cut-text.ts';

/** What the system's list of windows calls a window. A folder's name may hold line breaks and characters that turn the rest around. */
export function windowTitle(workspaceName: string | null): string {
  if (workspaceName === null) return 'Negscope';
  const plain = workspaceName.replaceAll(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
  return `${cutText(plain, 80)} – Negscope`;
}
