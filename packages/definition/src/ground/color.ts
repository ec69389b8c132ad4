/** The colours an admin may give options and stages; each has a light and a dark form on screen. */
export const COLORS = ['grey', 'blue', 'cyan', 'green', 'gold', 'orange', 'red', 'purple'] as const;
/** A colour by name. */
export type Color = (typeof COLORS)[number];
