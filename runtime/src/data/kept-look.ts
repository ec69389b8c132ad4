import type { TotalFn } from '@pipewright/ui';

/** Which groups of a list are folded: all or none of those by a field, but for some. */
export interface Folded {
  readonly by: string;
  readonly all: boolean;
  readonly but: readonly string[];
}

/** How a person likes a view to look, besides what the view says: its columns in their order, how wide they are, what stands under them, and which groups are folded. */
export interface KeptLook {
  readonly columns?: readonly string[] | undefined;
  readonly widths?: Readonly<Record<string, number>> | undefined;
  readonly totals?: Readonly<Record<string, TotalFn | 'none'>> | undefined;
  readonly folded?: Folded | undefined;
}

const NONE: KeptLook = {};

/** Where the look of a view is kept: in the browser, for a width fits one screen, and the first page of a list is asked for before a server could tell. */
export const lookPlace = (user: unknown, app: string, entity: string, view: string) => `pipewright.look.${user}.${app}.${entity}.${view}`;

/** What is kept at a place: the look of a view, or nothing but that something is on; none where a browser keeps nothing. */
export function keptAt(place: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null');
  } catch {
    return undefined;
  }
}

/** The look that is kept at a place. */
export function keptLook(place: string): KeptLook {
  const kept = keptAt(place);
  return typeof kept === 'object' && kept !== null ? kept : NONE;
}

/** Keeps a text at a place; undefined takes away what is there. */
export function keepAt(place: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(place);
    else localStorage.setItem(place, value);
  } catch {
    // A browser that keeps nothing shows every list as its view says.
  }
}
