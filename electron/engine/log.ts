/** One structured line per event; `fields` must not hold texts of the data set or keys. */
export type Logger = {
  readonly info: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly error: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
};

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };
