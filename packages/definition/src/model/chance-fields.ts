/** The most fields that divide records into segments. */
export const MOST_SEGMENTS = 3;
/** How many closed records a stage must have seen, and how many months are looked back, where a process does not say. */
export const CHANCE_USUAL = { least: 30, months: 24 } as const;

/** The fields of a record beside its probability: what was worked out, what a person says instead, and why. */
export const CHANCE_FIELDS = ['probability_computed', 'probability_set', 'probability_reason'] as const;

/** The fields in which a person says another probability, and why. */
export const SAID_FIELDS = ['probability_set', 'probability_reason'] as const;
