import type { Client } from '../../../shared/ipc/client.ts';
import { createAnnotationStore, type AnnotationStore } from './annotation.ts';
import { createDataImportStore, type DataImportStore } from './data-import.ts';
import { createEngineStore, type EngineStore } from './engine.ts';
import { createJobsStore, type JobsStore } from './jobs.ts';
import { createJudgeStore, type JudgeStore } from './judge.ts';
import { createLabelFilesStore, type LabelFilesStore } from './label-files.ts';
import { createLabelsStore, type LabelsStore } from './labels.ts';
import { createRatesStore, type RatesStore } from './rates.ts';
import { createNavigationStore, type NavigationStore } from './navigation.ts';
import { openSample } from './open-sample.ts';
import { createQueriesStore, startOrder, type QueriesStore } from './queries.ts';
import { createQueryStore, type QueryStore } from './query.ts';
import { createRecentStore, type RecentStore } from './recent.ts';
import { createRelabelStore, type RelabelStore } from './relabel.ts';
import { rememberSetting } from './remember-setting.ts';
import { createRunsStore, type RunsStore } from './runs.ts';
import { createSettingStore, type SettingStore } from './setting.ts';
import { createTeacherActions, type TeacherActions } from './teachers.ts';
import { createUndoOrder, type UndoOrder } from './undo-order.ts';
import { createViewStore, type ViewStore } from './view.ts';
import { createFiltersStore, type FiltersStore } from './filters.ts';
import { followCommands } from './follow-commands.ts';
import { followLabelMarks } from './follow-label-marks.ts';
import { followLabels } from './follow-labels.ts';
import { followReplaced } from './follow-replaced.ts';
import { followView } from './follow-view.ts';
import { createSavedSettingsStore, type SavedSettingsStore } from './saved-settings.ts';
import { followNdcg } from './follow-ndcg.ts';
import { createTableColumnsStore, type TableColumnsStore } from './table-columns.ts';
import { createTuningStore, type TuningStore } from './tuning.ts';
import { createWordIndexStore, type WordIndexStore } from './word-index.ts';
import { createWorkspaceStore, type WorkspaceStore } from './workspace.ts';

/** Everything a screen can ask for: one store per noun, and what can be done with them together. */
export type Stores = {
  readonly api: Client;
  readonly engine: EngineStore;
  readonly jobs: JobsStore;
  readonly navigation: NavigationStore;
  readonly recent: RecentStore;
  readonly workspace: WorkspaceStore;
  readonly dataImport: DataImportStore;
  readonly teachers: TeacherActions;
  readonly view: ViewStore;
  readonly setting: SettingStore;
  readonly savedSettings: SavedSettingsStore;
  readonly filters: FiltersStore;
  readonly tuning: TuningStore;
  readonly labels: LabelsStore;
  readonly labelFiles: LabelFilesStore;
  readonly rates: RatesStore;
  readonly relabel: RelabelStore;
  readonly undoOrder: UndoOrder;
  readonly tableColumns: TableColumnsStore;
  readonly wordIndex: WordIndexStore;
  readonly queries: QueriesStore;
  readonly query: QueryStore;
  readonly runs: RunsStore;
  readonly annotation: AnnotationStore;
  readonly judge: JudgeStore;
  readonly openSample: () => void;
  /** Opens a workspace and goes where its next step is. */
  readonly openWorkspace: (path: string) => Promise<void>;
  readonly closeWorkspace: () => Promise<void>;
  /** Opens what was chosen or dropped: a workspace, or data to import. */
  readonly openPaths: (paths: readonly string[]) => void;
};

/** The stores of one window, wired together. */
export function createStores(api: Client): Stores {
  const engine = createEngineStore(api);
  const jobs = createJobsStore(api, engine);
  const navigation = createNavigationStore();
  const workspace = createWorkspaceStore(api);
  const view = createViewStore(jobs);
  const setting = createSettingStore();
  const savedSettings = createSavedSettingsStore(api, workspace);
  const filters = createFiltersStore();
  const tuning = createTuningStore(api);
  const labels = createLabelsStore(api);
  const labelFiles = createLabelFilesStore(jobs, workspace, labels);
  const rates = createRatesStore(api);
  const queries = createQueriesStore(api);
  const query = createQueryStore(api, queries);
  const relabel = createRelabelStore(api, workspace, navigation, query);
  const undoOrder = createUndoOrder(setting, relabel);
  const runs = createRunsStore(api, jobs, workspace);
  const annotation = createAnnotationStore(api, engine);
  const judge = createJudgeStore(api, jobs, workspace);
  const recent = createRecentStore(api);
  const dataImport = createDataImportStore(api, jobs, async (path) => {
    forgetView();
    await workspace.getState().open(path);
  });
  const tableColumns = createTableColumnsStore();
  const wordIndex = createWordIndexStore(jobs, workspace, filters);
  followNdcg({ jobs, queries, tableColumns, view, workspace });
  followReplaced({ workspace, navigation, view, runs }, forgetView);
  followView({ engine, navigation, workspace, view, setting, filters, tuning, queries, query });
  followCommands({ api, navigation, workspace, labels, relabel, judge });
  followLabelMarks({ navigation, labels, tuning, queries, query });
  rememberSetting({ workspace, setting });
  followLabels({ engine, navigation, workspace, view, jobs, setting, tuning, labels, rates, relabel });

  function forgetView(): void {
    view.setState({ teacher: null, split: null, supplied: null, ready: null, asked: null });
    for (const store of [tuning, labels, rates, relabel, queries, query, runs, judge, annotation])
      store.getState().reset();
    filters.getState().clear();
    queries.setState({ order: startOrder });
  }

  async function openWorkspace(path: string): Promise<void> {
    forgetView();
    navigation.getState().go('data');
    if (!(await workspace.getState().open(path))) return;
    const { summary } = workspace.getState();
    const isMinable = summary.kind === 'ready' && summary.value.teachers.length > 0;
    if (isMinable && navigation.getState().screen === 'data') navigation.getState().go('tune');
  }

  return {
    api,
    engine,
    jobs,
    navigation,
    recent,
    workspace,
    dataImport,
    teachers: createTeacherActions(jobs, workspace),
    view,
    setting,
    savedSettings,
    filters,
    tuning,
    labels,
    labelFiles,
    rates,
    relabel,
    undoOrder,
    tableColumns,
    wordIndex,
    queries,
    query,
    runs,
    annotation,
    judge,
    openSample() {
      forgetView();
      openSample(api, jobs, workspace, navigation);
    },
    openWorkspace,
    async closeWorkspace() {
      forgetView();
      navigation.getState().go('start');
      await workspace.getState().close();
    },
    openPaths(paths) {
      const [first] = paths;
      if (first === undefined) return;
      if (paths.length === 1 && /\.negscope[\\/]?$/i.test(first)) {
        void openWorkspace(first);
        return;
      }
      navigation.getState().go('import');
      void dataImport.getState().choosePaths(paths);
    },
  };
}
