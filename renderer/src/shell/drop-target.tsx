import { useEffect, useState } from 'react';
import { pathForFile } from '../api.ts';
import { useStores } from '../app-context.ts';
import { Icon } from '../components/icon.tsx';

/** The marker of a workspace, or the file that opens it by a double-click. */
const insideWorkspace = /(\.negscope)[\\/](?:workspace\.json|[^\\/]+\.negscope-workspace)$/i;

/** Takes files and folders dropped anywhere on the window. */
export function DropTarget() {
  const { openPaths } = useStores();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    // Without this the window would navigate to the file.
    const onOver = (event: DragEvent): void => event.preventDefault();
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      const paths = [...(event.dataTransfer?.files ?? [])].map(pathForFile).filter((path) => path !== '');
      // The file inside a workspace stands for it.
      openPaths(paths.map((path) => path.replace(insideWorkspace, '$1')));
    };
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('dragenter', onEnter, { signal });
    window.addEventListener('dragleave', onLeave, { signal });
    window.addEventListener('dragover', onOver, { signal });
    window.addEventListener('drop', onDrop, { signal });
    return () => stop.abort();
  }, [openPaths]);
  if (!isOver) return null;
  return (
    <div className="drop-overlay" aria-hidden="true">
      <Icon name="import" />
      <strong>Drop to import or open</strong>
      <span>Files or folders with queries and documents are imported, a .negscope folder is opened</span>
    </div>
  );
}
