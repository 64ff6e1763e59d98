import { createStore, type StoreApi } from 'zustand/vanilla';

/** What somebody made of the queries table's columns. */
type ColumnLayout = {
  /** Columns that are not shown. */
  readonly hidden: readonly string[];
  /** Columns from the left; empty: as they come. */
  readonly order: readonly string[];
  /** px of those that were made wider or narrower. */
  readonly widths: Readonly<Record<string, number>>;
};

export type TableColumns = {
  readonly hidden: ReadonlySet<string>;
  readonly order: ColumnLayout['order'];
  readonly widths: ColumnLayout['widths'];
  readonly toggle: (column: string) => void;
  readonly setOrder: (order: readonly string[]) => void;
  /** In px; null: as it comes. */
  readonly setWidth: (column: string, width: number | null) => void;
  /** Order, widths and choice as they come. */
  readonly reset: () => void;
};

export type TableColumnsStore = StoreApi<TableColumns>;

const storageKey = 'negscope.columns';

const asItComes: ColumnLayout = {
  // Shown when somebody asks for them: the first is not everybody's, the second takes time, the third is in the strip, too.
  hidden: ['selectedSuspects', 'ndcg', 'top'],
  order: [],
  widths: {},
};

/** Which columns the queries table shows, in which order and how wide; remembered on this computer. */
export function createTableColumnsStore(): TableColumnsStore {
  return createStore<TableColumns>()((set, get) => {
    function change(patch: Partial<ColumnLayout>): void {
      const { hidden, order, widths } = get();
      const layout = { hidden: [...hidden], order, widths, ...patch };
      try {
        localStorage.setItem(storageKey, JSON.stringify(layout));
      } catch {
        // Without storage the choice lasts for this window.
      }
      set({ ...layout, hidden: new Set(layout.hidden) });
    }
    function read(): Pick<TableColumns, 'hidden' | 'order' | 'widths'> {
      const layout = readLayout();
      return { ...layout, hidden: new Set(layout.hidden) };
    }
    // What another window changes is seen here: otherwise the next change here would take it back.
    if (typeof addEventListener === 'function')
      addEventListener('storage', ({ key }) => {
        if (key === storageKey) set(read());
      });
    return {
      ...read(),
      toggle(column) {
        const hidden = new Set(get().hidden);
        if (!hidden.delete(column)) hidden.add(column);
        change({ hidden: [...hidden] });
      },
      setOrder: (order) => change({ order }),
      setWidth(column, width) {
        const { [column]: _before, ...widths } = get().widths;
        change({ widths: width === null ? widths : { ...widths, [column]: width } });
      },
      reset: () => change(asItComes),
    };
  });
}

/** What cannot be read is as it comes, each part by itself. */
function readLayout(): ColumnLayout {
  let stored: unknown;
  try {
    stored = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
  } catch {
    return asItComes;
  }
  if (typeof stored !== 'object' || stored === null) return asItComes;
  const { hidden, order, widths } = stored as Partial<Record<string, unknown>>;
  return {
    hidden: Array.isArray(hidden) ? hidden.filter(isText) : asItComes.hidden,
    order: Array.isArray(order) ? order.filter(isText) : asItComes.order,
    widths:
      typeof widths === 'object' && widths !== null
        ? Object.fromEntries(Object.entries(widths).filter(([, px]) => typeof px === 'number' && px > 0))
        : asItComes.widths,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
