import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Icon } from '../../components/icon.tsx';
import { OneLine } from '../../components/one-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { latestValue } from '../../stores/request.ts';

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** Workspaces that were open before; those that are gone are marked and can be taken off the list. */
export function RecentList() {
  const { recent, openWorkspace } = useStores();
  const { list, remove } = useFrom(recent, (state) => state);
  const workspaces = latestValue(list);
  return (
    <Panel title="Recent workspaces">
      {list.kind === 'failed' ? (
        <ErrorPanel title="The list could not be read" error={list.error} />
      ) : workspaces === null ? (
        <p className="secondary pad">Reading the list …</p>
      ) : workspaces.length === 0 ? (
        <p className="secondary pad">None yet. What you open or import is listed here.</p>
      ) : (
        <ul className="recent-list">
          {workspaces.map(({ path, name, openedAt, exists }) => (
            <li key={path} className={exists ? '' : 'missing'}>
              <button
                type="button"
                className="recent-open"
                disabled={!exists}
                onClick={() => void openWorkspace(path)}
              >
                <strong>
                  <OneLine text={name} />
                </strong>
                <OneLine text={path} className="secondary" />
              </button>
              <span className="secondary">
                {exists ? dates.format(new Date(openedAt)) : 'not there any more'}
              </span>
              <button
                type="button"
                className="button quiet icon-only"
                aria-label={`Take ${name} off the list`}
                title="Take off the list. The workspace itself stays."
                onClick={() => void remove(path)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
