/** The most columns of a list. */
export const MOST_COLUMNS = 60;
/** The most fields of one section of a form. */
export const MOST_SECTION_FIELDS = 100;
/** The most keys of an order; more cost each page and sort hardly anything any more. */
export const MOST_SORT_KEYS = 4;
