/** What a window shows first: at its start, and when its page comes back after a crash. */
export type WindowStart = {
  /** The workspace to open, and why the page before ended, told once; null where it is the first. */
  readonly take: () => { readonly workspace: string | null; readonly crash: string | null };
  /** What the window shows; null where that is no workspace yet. */
  readonly shown: () => string | null;
  /** The window shows another workspace. */
  readonly shows: (workspace: string) => void;
  /** `reason` is Electron's word: `crashed`, `oom`, `killed`. */
  readonly crashed: (reason: string) => void;
};

export function windowStart(workspace: string | null): WindowStart {
  let shown = workspace;
  let crash: string | null = null;
  return {
    take() {
      const found = { workspace: shown, crash };
      crash = null;
      return found;
    },
    shown: () => shown,
    shows(path) {
      shown = path;
    },
    crashed(reason) {
      crash = sentences[reason] ?? `it ended (${reason})`;
    },
  };
}

const sentences: Readonly<Record<string, string>> = {
  crashed: 'it crashed',
  oom: 'it ran out of memory',
  killed: 'something ended it',
  'launch-failed': 'it could not be started',
};
