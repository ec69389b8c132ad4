/** The id of what shows work on the page, by the fact that says whether it is done: what is missing leads there. */
export const workPlace = (fact: string): string => `work_${fact.replaceAll(/[$/]/g, '_')}`;
