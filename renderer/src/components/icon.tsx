const paths = {
  data: 'M3 5c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2Zm0 0v6c0 1.1 2.2 2 5 2s5-.9 5-2V5M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  tune: 'M2 4h6M12 4h2M2 8h2M8 8h6M2 12h7M13 12h1M10 2.5v3M6 6.5v3M11 10.5v3',
  query: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5 14 14',
  runs: 'M3 3h10v3H3zM3 10h10v3H3zM5 6v4M11 6v4',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6',
  redo: 'm10.5 3 3 3-3 3M13.5 6H6a3.5 3.5 0 0 0 0 7h4',
  folder: 'M2 4.5V12a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1H8L6.5 3.5H3a1 1 0 0 0-1 1Z',
  import: 'M8 2v8M5 7l3 3 3-3M2.5 11v2.5h11V11',
  sample: 'M8 2.5 9.6 6l3.9.4-2.9 2.6.8 3.9L8 10.9l-3.4 2 .8-3.9L2.5 6.4 6.4 6 8 2.5Z',
  close: 'm4 4 8 8M12 4l-8 8',
  left: 'm10 3-5 5 5 5',
  right: 'm6 3 5 5-5 5',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  warning: 'M8 2.5 14.5 13.5h-13L8 2.5ZM8 6.5v3.5M8 11.8v.4',
  judge: 'M8 2.5v11M4.5 13.5h7M3 5h10M3 5 1.5 9.5h3L3 5ZM13 5l-1.5 4.5h3L13 5Z',
  annotate: 'm10.5 3 2.5 2.5L5.5 13H3v-2.5L10.5 3ZM9 4.5 11.5 7',
  agreement: 'M6 12A4 4 0 1 0 6 4a4 4 0 0 0 0 8ZM10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z',
  start: 'M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  table: 'M2.5 3h11v10h-11zM2.5 6.5h11M2.5 10h11M6.5 6.5V13',
} as const;

export type IconName = keyof typeof paths;

/** A drawn sign beside a word; it says nothing by itself and is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
