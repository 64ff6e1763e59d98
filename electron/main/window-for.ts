import { realpathSync } from 'node:fs';

/** A window as far as it matters for what is to be opened. */
export type OpenWindow = {
  /** The workspace that it shows; null on the start screen of a new window. */
  readonly shown: string | null;
  readonly isFocused: boolean;
};

/** Which window a workspace opened from outside (a double click, a second start) goes to: `at` in the list. */
export type WindowFor =
  | { readonly kind: 'focus'; readonly at: number }
  | { readonly kind: 'show'; readonly at: number }
  | { readonly kind: 'new' };

/**
 * The window that shows it already, else one that shows none, else a new one: what somebody works on is not replaced. Without a workspace
 * the focused window comes to the front, or any.
 */
export function windowFor(windows: readonly OpenWindow[], workspace: string | null): WindowFor {
  const focused = windows.findIndex(({ isFocused }) => isFocused);
  if (workspace === null)
    return windows.length === 0 ? { kind: 'new' } : { kind: 'focus', at: Math.max(0, focused) };
  const place = placeOf(workspace);
  const holding = windows.findIndex(({ shown }) => shown !== null && placeOf(shown) === place);
  if (holding >= 0) return { kind: 'focus', at: holding };
  if (windows[focused]?.shown === null) return { kind: 'show', at: focused };
  const free = windows.findIndex(({ shown }) => shown === null);
  return free >= 0 ? { kind: 'show', at: free } : { kind: 'new' };
}

/** Links lead to one place; what is gone is what it is called. */
function placeOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
