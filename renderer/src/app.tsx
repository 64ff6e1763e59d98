import { useEffect, useMemo } from 'react';
import { assertNever } from '../../shared/assert.ts';
import { AppContext, useFrom, type AppContextValue } from './app-context.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { AgreementScreen } from './screens/agreement/agreement-screen.tsx';
import { AnnotateScreen } from './screens/annotate/annotate-screen.tsx';
import { DataScreen } from './screens/data/data-screen.tsx';
import { ImportScreen } from './screens/import/import-screen.tsx';
import { JudgeScreen } from './screens/judge/judge-screen.tsx';
import { QueryScreen } from './screens/query/query-screen.tsx';
import { RunsScreen } from './screens/runs/runs-screen.tsx';
import { SettingsScreen } from './screens/settings/settings-screen.tsx';
import { StartScreen } from './screens/start/start-screen.tsx';
import { StarvationScreen } from './screens/starvation/starvation-screen.tsx';
import { TeachersScreen } from './screens/teachers/teachers-screen.tsx';
import { TuneScreen } from './screens/tune/tune-screen.tsx';
import { DropTarget } from './shell/drop-target.tsx';
import { EngineBanner } from './shell/engine-banner.tsx';
import { keepFocus } from './shell/keep-focus.ts';
import { NavigationBar } from './shell/navigation-bar.tsx';
import { Overlays } from './shell/overlays.tsx';
import { StatusBar } from './shell/status-bar.tsx';
import { Tour } from './shell/tour.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { useCommands } from './shell/use-commands.ts';
import { useWindowTitle } from './shell/use-window-title.ts';
import type { Screen } from './stores/navigation.ts';

type AppProps = Omit<AppContextValue, 'palette'>;

/** The window: bars around the screen, and what lies over it. */
export function App({ stores, theme, settings, errors }: AppProps) {
  const palette = useFrom(theme, (state) => state.palette);
  // Numbers are formatted anew when their format changes.
  const format = useFrom(settings, (state) => state.settings?.numberFormat ?? 'comma');
  const value = useMemo(
    () => ({ stores, theme, settings, errors, palette }),
    [stores, theme, settings, errors, palette],
  );
  const screen = useFrom(stores.navigation, (state) => state.screen);
  useCommands(stores, settings);
  useWindowTitle(stores);
  useEffect(() => keepFocus(document), []);
  return (
    <AppContext value={value}>
      <div className="app" key={format}>
        <TopBar />
        <EngineBanner />
        <NavigationBar />
        <main className="main" key={screen} tabIndex={-1} aria-label={screenNames[screen]}>
          {hasOwnHeading.has(screen) ? null : <h1 className="visually-hidden">{screenNames[screen]}</h1>}
          <ErrorBoundary>
            <ScreenOf screen={screen} />
          </ErrorBoundary>
        </main>
        <StatusBar />
      </div>
      <Overlays />
      <Tour />
      <DropTarget />
    </AppContext>
  );
}

const screenNames: Readonly<Record<Screen, string>> = {
  start: 'Start',
  import: 'Import',
  data: 'Data',
  teachers: 'Teachers',
  tune: 'Tune',
  query: 'Query',
  starvation: 'Starved',
  judge: 'Judge',
  annotate: 'Annotate',
  agreement: 'Agreement',
  runs: 'Runs',
  settings: 'Settings',
};

/** Screens that show a heading of the first level themselves. */
const hasOwnHeading: ReadonlySet<Screen> = new Set(['start', 'import', 'query']);

function ScreenOf({ screen }: { readonly screen: Screen }) {
  switch (screen) {
    case 'start':
      return <StartScreen />;
    case 'import':
      return <ImportScreen />;
    case 'data':
      return <DataScreen />;
    case 'teachers':
      return <TeachersScreen />;
    case 'tune':
      return <TuneScreen />;
    case 'query':
      return <QueryScreen />;
    case 'starvation':
      return <StarvationScreen />;
    case 'judge':
      return <JudgeScreen />;
    case 'annotate':
      return <AnnotateScreen />;
    case 'agreement':
      return <AgreementScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'runs':
      return <RunsScreen />;
    default:
      return assertNever(screen);
  }
}
