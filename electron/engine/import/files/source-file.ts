/** A file to read from. `name` is how it is called in reports: relative to the folder that was given, or its base name. */
export type SourceFile = {
  readonly path: string;
  readonly name: string;
  /** Size on disk, compressed. */
  readonly bytes: number;
};
