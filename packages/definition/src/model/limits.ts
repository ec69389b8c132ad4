/** The most columns of a list. */
export const MOST_COLUMNS = 60;
/** The most fields of one section of a form. */
export const MOST_SECTION_FIELDS = 100;
/** The most keys of an order; more cost each page and sort hardly anything any more. */
export const MOST_SORT_KEYS = 4;
/** The most files of one field. */
export const MOST_FILES = 50;
/** The largest file that any field can take, in megabytes; an installation may draw the line lower. */
export const MOST_MEGABYTES = 200;
/** The most open records that a limit can allow somebody. */
export const MOST_OPEN = 100_000;
/** The most days for which a record cannot be taken again by whom it was taken back from. */
export const MOST_COOL_DOWN = 3650;

/** The most working days after which a key task is due. */
export const MOST_TASK_DAYS = 365;
/** The most days for which a record can wait for a later time by the rule of its reason: ten years. */
export const MOST_WAIT_DAYS = 3650;
/** How it is looked after that open records have something next: those without are listed, or it is asked for as well. */
export const NEXT_TASKS = ['listed', 'asked'] as const;
