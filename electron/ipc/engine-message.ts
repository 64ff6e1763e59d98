import type { Surroundings } from '../engine/surroundings.ts';

/** What the main process says to the engine beside the calls themselves. */
export type EngineMessage =
  | (Pick<Surroundings, 'resourcesFolder' | 'cacheFolder' | 'appVersion'> &
      Partial<Pick<Surroundings, 'threads' | 'device'>> & {
        readonly kind: 'start';
        readonly logFolder: string;
      })
  /** Comes with one message port: a window's connection. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'stop' };
