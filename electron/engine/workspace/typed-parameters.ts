import { DuckDBListValue, LIST, VARCHAR, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';

/** Parameters with what DuckDB cannot guess: an empty list has no item to tell its type, and lists here hold strings. */
export function withTypes(
  parameters: readonly DuckDBValue[],
): [values?: Record<string, DuckDBValue>, types?: Record<string, DuckDBType | undefined>] {
  if (parameters.length === 0) return [];
  const names = parameters.map((_, index) => String(index + 1));
  return [
    Object.fromEntries(names.map((name, index) => [name, parameters[index] ?? null])),
    Object.fromEntries(
      names.map((name, index) => [name, isEmptyList(parameters[index]) ? LIST(VARCHAR) : undefined]),
    ),
  ];
}

function isEmptyList(value: DuckDBValue | undefined): boolean {
  return value instanceof DuckDBListValue && value.items.length === 0;
}
