import { z } from 'zod';

export const deviceChoices = ['auto', 'cpu', 'cuda', 'webgpu', 'dml', 'coreml'] as const;
export const numberFormats = ['comma', 'space', 'apostrophe'] as const;

/** What a person chose for all workspaces on this computer. Every field has a default, so that an older or damaged file only loses comforts. */
export const AppSettings = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system').default('system'),
  /** How thousands are grouped; the decimal point is a point everywhere. */
  numberFormat: z.enum(numberFormats).catch('comma').default('comma'),
  /** CPU threads of the engine; null: the physical cores. */
  threads: z.int().positive().max(1024).nullable().catch(null).default(null),
  device: z.enum(deviceChoices).catch('auto').default('auto'),
  /** Null: the app's own folder. */
  cacheFolder: z.string().min(1).nullable().catch(null).default(null),
  /** Whether long work that ends while the window is elsewhere is told by the system. */
  notify: z.boolean().catch(true).default(true),
  /** Whether to look for a newer version at each start; only where this copy knows a place to look. */
  checkForUpdates: z.boolean().catch(false).default(false),
  /** Base address of an OpenAI-compatible server that judges; empty for none. */
  judgeEndpoint: z.string().catch('').default(''),
  /** Its model; empty for none. */
  judgeModel: z.string().catch('').default(''),
  tourDone: z.boolean().catch(false).default(false),
  /** Who gives labels on this computer; empty until somebody said so. */
  annotator: z.string().trim().max(200).catch('').default(''),
  /** Whether single keys give labels (WCAG 2.1.4: they can be switched off). */
  singleKeys: z.boolean().catch(true).default(true),
});
export type AppSettings = z.infer<typeof AppSettings>;

/** A change of some of them. */
export const AppSettingsPatch = z.object({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  numberFormat: z.enum(numberFormats).optional(),
  threads: z.int().positive().max(1024).nullable().optional(),
  device: z.enum(deviceChoices).optional(),
  cacheFolder: z.string().min(1).nullable().optional(),
  notify: z.boolean().optional(),
  checkForUpdates: z.boolean().optional(),
  judgeEndpoint: z.string().optional(),
  judgeModel: z.string().optional(),
  tourDone: z.boolean().optional(),
  annotator: z.string().trim().max(200).optional(),
  singleKeys: z.boolean().optional(),
});
export type AppSettingsPatch = z.infer<typeof AppSettingsPatch>;
