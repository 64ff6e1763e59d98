import { useApp, useFrom } from '../app-context.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import type { Screen } from '../stores/navigation.ts';
import { countLabels } from '../stores/labels.ts';
import { latestValue } from '../stores/request.ts';
import { themeChoices } from '../stores/theme.ts';
import { formatCompact, formatCount } from '../text/format-number.ts';
import { keysHere } from '../text/keys-here.ts';

type Item = {
  readonly screen: Screen;
  readonly label: string;
  readonly icon: IconName;
  readonly count?: number | undefined;
  readonly isOff?: boolean;
};

const themeLabels = { system: 'System', light: 'Light', dark: 'Dark' } as const;

/** Where one can go, with how much is there. */
export function NavigationBar() {
  const { stores, theme, errors } = useApp();
  const errorCount = useFrom(errors, (state) => state.noted.length);
  const { screen, go, show } = useFrom(stores.navigation, (state) => state);
  const summary = latestValue(useFrom(stores.workspace, (state) => state.summary));
  const judges = latestValue(useFrom(stores.judge, (state) => state.judges)) ?? [];
  const judged = judges.reduce((sum, one) => sum + one.judged, 0);
  const raters = useFrom(stores.labels, (state) => state.raters);
  const { human } = countLabels(raters ?? []);
  const isQueryOpen = useFrom(stores.query, (state) => state.opened !== null);
  const { choice, choose } = useFrom(theme, (state) => state);
  const isOpen = summary !== null;
  const items: readonly Item[] = [
    { screen: 'start', label: 'Start', icon: 'start' },
    { screen: 'data', label: 'Data', icon: 'data', isOff: !isOpen },
    {
      screen: 'teachers',
      label: 'Teachers',
      icon: 'sample',
      count: summary?.teachers.length,
      isOff: !isOpen,
    },
    { screen: 'tune', label: 'Tune', icon: 'tune', isOff: !isOpen },
    { screen: 'query', label: 'Query', icon: 'query', isOff: !isOpen || !isQueryOpen },
    { screen: 'starvation', label: 'Starved', icon: 'warning', isOff: !isOpen },
    { screen: 'judge', label: 'Judge', icon: 'judge', count: judged || undefined, isOff: !isOpen },
    {
      screen: 'annotate',
      label: 'Annotate',
      icon: 'annotate',
      count: human || undefined,
      isOff: !isOpen,
    },
    { screen: 'agreement', label: 'Agreement', icon: 'agreement', isOff: !isOpen },
    { screen: 'runs', label: 'Runs', icon: 'runs', count: summary?.runs.length, isOff: !isOpen },
  ];
  return (
    <nav className="navigation-bar" aria-label="Screens">
      <ul>
        {items.map(({ screen: target, label, icon, count, isOff }) => (
          <li key={target}>
            <button
              type="button"
              aria-current={target === screen ? 'page' : undefined}
              disabled={isOff === true}
              onClick={() => go(target)}
            >
              <Icon name={icon} />
              <span>{label}</span>
              {count === undefined ? null : (
                <span className="count" title={formatCount(count)}>
                  {formatCompact(count)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <div className="navigation-foot">
        <label className="theme-choice">
          <span>Theme</span>
          <select
            value={choice}
            onChange={(event) => {
              const next = themeChoices.find((one) => one === event.target.value);
              if (next) choose(next);
            }}
          >
            {themeChoices.map((one) => (
              <option key={one} value={one}>
                {themeLabels[one]}
              </option>
            ))}
          </select>
        </label>
        {errorCount > 0 ? (
          <button type="button" onClick={() => show({ kind: 'errors' })}>
            <span>Errors</span>
            <kbd aria-label={`${errorCount} errors`}>{formatCount(errorCount)}</kbd>
          </button>
        ) : null}
        <button
          type="button"
          aria-current={screen === 'settings' ? 'page' : undefined}
          onClick={() => go('settings')}
        >
          <span>Settings</span>
          <kbd>{keysHere('CmdOrCtrl+,')}</kbd>
        </button>
        <button type="button" onClick={() => show({ kind: 'shortcuts' })}>
          <span>Shortcuts</span>
          <kbd>?</kbd>
        </button>
      </div>
    </nav>
  );
}
