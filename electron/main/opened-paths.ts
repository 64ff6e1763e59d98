/** As much of Electron's app as is needed here. */
type OpensFiles = {
  on(name: 'open-file', listener: (event: { preventDefault: () => void }, path: string) => void): unknown;
};

export type OpenedPaths = {
  /** Gives what was asked for so far, and from then on each as it comes. */
  readonly onPath: (listener: (path: string) => void) => void;
};

/**
 * Paths that the system hands over (macOS: a double click, a drop on the dock). It does so before the app is ready when that is what
 * starts it, so listen at once; they wait until there are windows.
 */
export function openedPaths(app: OpensFiles): OpenedPaths {
  const waiting: string[] = [];
  let tell = (path: string): void => void waiting.push(path);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    tell(path);
  });
  return {
    onPath(listener) {
      tell = listener;
      waiting.splice(0).forEach(listener);
    },
  };
}
