/** What the main process says to the engine beside the calls themselves. */
export type EngineMessage =
  | {
      readonly kind: 'start';
      readonly resourcesFolder: string;
      readonly cacheFolder: string;
      readonly logFolder: string;
      readonly appVersion: string;
    }
  /** Comes with one message port: a window's connection. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'stop' };
