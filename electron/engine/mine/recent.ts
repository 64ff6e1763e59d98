export type Recent<V> = {
  /** The value of this key, made when it is not among the last ones. A value that could not be made is not kept. */
  readonly of: (key: string, make: () => Promise<V>) => Promise<V>;
  readonly forget: (key: string) => void;
};

/** Keeps the last `limit` values that were asked for. */
export function createRecent<V>(limit: number): Recent<V> {
  const values = new Map<string, Promise<V>>();
  return {
    of(key, make) {
      const value = values.get(key) ?? make();
      values.delete(key);
      values.set(key, value);
      value.catch(() => values.get(key) === value && values.delete(key));
      for (const oldest of values.keys()) {
        if (values.size <= limit) break;
        values.delete(oldest);
      }
      return value;
    },
    forget: (key) => void values.delete(key),
  };
}
