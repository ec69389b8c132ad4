/** The most records on one page, and how many there are unless the request says so. */
export const PAGE = { most: 200, usual: 50 } as const;

/** The most people in one answer, and how many are offered to choose from. */
export const PEOPLE = { most: 200, offered: 20 } as const;

/** How many records a search gives unless the request says so. */
export const FOUND = 20;
