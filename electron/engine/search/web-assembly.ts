/** The part of WebAssembly that the search uses. Node has it; its types come only with those of browsers. */
type WebAssemblyApi = {
  readonly Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, object>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

const api: unknown = Reflect.get(globalThis, 'WebAssembly');

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node declares no type for this global; the shape is the standard's
export const { Memory, Module, Instance } = api as WebAssemblyApi;

/** The unit of a memory's size. */
export const pageBytes = 65_536;
