import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { api } from './api.ts';
import { App } from './app.tsx';
import { createAppSettingsStore } from './stores/app-settings.ts';
import { createErrorsStore } from './stores/errors.ts';
import { createStores } from './stores/stores.ts';
import { createThemeStore } from './stores/theme.ts';
import './styles/index.css';

// Schemas must not be compiled to functions: the content policy forbids eval.
z.config({ jitless: true });

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');
const stores = createStores(api);
const theme = createThemeStore();
const settings = createAppSettingsStore(api, theme, stores.navigation);
const errors = createErrorsStore(stores, window);
createRoot(root).render(
  <StrictMode>
    <App stores={stores} theme={theme} settings={settings} errors={errors} />
  </StrictMode>,
);

api.call('window.start', undefined).then(
  async ({ workspace, crash }) => {
    if (workspace !== null) await stores.openWorkspace(workspace);
    if (crash === null) return;
    const what =
      'What it was working on has stopped; what was finished is stored, and starting it again goes on from there.';
    stores.navigation.getState().showError(`This window was opened again: ${crash}`, new Error(what));
  },
  (error: unknown) => stores.navigation.getState().showError('The window could not read its start', error),
);
