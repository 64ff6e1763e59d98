/** How the pairs of labels that were made elsewhere were chosen (`cli.md`, "Labels"). */
export const labelDesigns = ['census', 'srs', 'probability', 'unknown'] as const;
export type LabelDesign = (typeof labelDesigns)[number];

/** What gave a label. */
export const labelGivers = ['human', 'judge'] as const;
