/**
 * What a working day begins with, by name: next steps that are due, open records past the day they were to close, those that stand in a stage for longer
 * than its standard, those without a next task, and what one changed last oneself.
 */
export const TODAY_LISTS = ['steps', 'late', 'stuck', 'unplanned', 'recent'] as const;
/** A list of the page of today. */
export type TodayList = (typeof TODAY_LISTS)[number];

/** What the page of today counts and sums up: what is open, and what was won since the month began. */
export const TODAY_FIGURES = ['open', 'won'] as const;
/** A figure of the page of today. */
export type TodayFigure = (typeof TODAY_FIGURES)[number];

/** Whose records it is about: one's own, or all that one may see. */
export const WHOSE = ['mine', 'team'] as const;
/** Whose records the page of today is about. */
export type Whose = (typeof WHOSE)[number];
