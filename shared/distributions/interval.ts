/** A closed interval; its level is the caller's. */
export type Interval = { readonly low: number; readonly high: number };
