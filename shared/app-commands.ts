/** One thing that can be done from the menu, the palette and by its keys. */
export type AppCommand = {
  readonly id: CommandId;
  readonly label: string;
  readonly menu: 'File' | 'Setting' | 'Go' | 'Help';
  /** As Electron writes accelerators; null where there is none. */
  readonly keys: string | null;
  /** Keys that belong to a text field while one is typed in: the page handles them, the menu only shows them. */
  readonly isPageKey?: boolean;
  /** Does nothing without an open workspace. */
  readonly needsWorkspace?: boolean;
};

export const commandIds = [
  'start-screen',
  'open-data',
  'open-workspace',
  'close-workspace',
  'store-run',
  'export',
  'import-labels',
  'export-labels',
  'settings',
  'undo-setting',
  'redo-setting',
  'reset-setting',
  'suggest-setting',
  'relabel',
  'go-data',
  'go-teachers',
  'go-tune',
  'go-query',
  'go-starvation',
  'go-judge',
  'go-annotate',
  'go-agreement',
  'go-runs',
  'previous-query',
  'next-query',
  'palette',
  'help',
  'shortcuts',
  'tour',
  'errors',
  'about',
] as const;
export type CommandId = (typeof commandIds)[number];

/** Every command, in the order of the menus. */
export const appCommands: readonly AppCommand[] = [
  { id: 'open-data', label: 'Import Data…', menu: 'File', keys: 'CmdOrCtrl+I' },
  { id: 'open-workspace', label: 'Open Workspace…', menu: 'File', keys: 'CmdOrCtrl+O' },
  { id: 'start-screen', label: 'Start Screen', menu: 'File', keys: 'CmdOrCtrl+Shift+H' },
  { id: 'close-workspace', label: 'Close Workspace', menu: 'File', keys: null, needsWorkspace: true },
  { id: 'store-run', label: 'Store Run…', menu: 'File', keys: 'CmdOrCtrl+S', needsWorkspace: true },
  { id: 'export', label: 'Export…', menu: 'File', keys: 'CmdOrCtrl+E', needsWorkspace: true },
  { id: 'import-labels', label: 'Import Labels…', menu: 'File', keys: null, needsWorkspace: true },
  { id: 'export-labels', label: 'Export Labels…', menu: 'File', keys: null, needsWorkspace: true },
  { id: 'settings', label: 'Settings…', menu: 'File', keys: 'CmdOrCtrl+,' },
  {
    id: 'undo-setting',
    label: 'Undo Setting',
    menu: 'Setting',
    keys: 'CmdOrCtrl+Z',
    isPageKey: true,
    needsWorkspace: true,
  },
  {
    id: 'redo-setting',
    label: 'Redo Setting',
    menu: 'Setting',
    keys: 'CmdOrCtrl+Shift+Z',
    isPageKey: true,
    needsWorkspace: true,
  },
  { id: 'reset-setting', label: 'Reference Setting', menu: 'Setting', keys: null, needsWorkspace: true },
  { id: 'suggest-setting', label: 'Suggest a Setting…', menu: 'Setting', keys: null, needsWorkspace: true },
  { id: 'relabel', label: 'Relabel…', menu: 'Setting', keys: null, needsWorkspace: true },
  { id: 'go-data', label: 'Data', menu: 'Go', keys: 'CmdOrCtrl+1', needsWorkspace: true },
  { id: 'go-teachers', label: 'Teachers', menu: 'Go', keys: 'CmdOrCtrl+2', needsWorkspace: true },
  { id: 'go-tune', label: 'Tune', menu: 'Go', keys: 'CmdOrCtrl+3', needsWorkspace: true },
  { id: 'go-query', label: 'Query', menu: 'Go', keys: 'CmdOrCtrl+4', needsWorkspace: true },
  { id: 'go-starvation', label: 'Starved Queries', menu: 'Go', keys: 'CmdOrCtrl+5', needsWorkspace: true },
  { id: 'go-judge', label: 'Judge', menu: 'Go', keys: 'CmdOrCtrl+6', needsWorkspace: true },
  { id: 'go-annotate', label: 'Annotate', menu: 'Go', keys: 'CmdOrCtrl+7', needsWorkspace: true },
  { id: 'go-agreement', label: 'Agreement', menu: 'Go', keys: 'CmdOrCtrl+8', needsWorkspace: true },
  { id: 'go-runs', label: 'Runs', menu: 'Go', keys: 'CmdOrCtrl+9', needsWorkspace: true },
  {
    id: 'previous-query',
    label: 'Previous Query',
    menu: 'Go',
    keys: '[',
    isPageKey: true,
    needsWorkspace: true,
  },
  { id: 'next-query', label: 'Next Query', menu: 'Go', keys: ']', isPageKey: true, needsWorkspace: true },
  { id: 'palette', label: 'Command Palette…', menu: 'Help', keys: 'CmdOrCtrl+K' },
  { id: 'help', label: 'How to Use Negscope', menu: 'Help', keys: 'F1' },
  { id: 'shortcuts', label: 'Shortcuts', menu: 'Help', keys: '?', isPageKey: true },
  { id: 'tour', label: 'Tour', menu: 'Help', keys: null, needsWorkspace: true },
  { id: 'errors', label: 'Errors of This Session', menu: 'Help', keys: null },
  { id: 'about', label: 'About Negscope', menu: 'Help', keys: null },
];

/** Keys as a platform's people write them: "Ctrl Shift H", "⌘⇧H". */
export function keysText(keys: string, platform: string): string {
  const names: Readonly<Record<string, string>> =
    platform === 'darwin' ? { CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥' } : { CmdOrCtrl: 'Ctrl' };
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join(platform === 'darwin' ? '' : ' ');
}
