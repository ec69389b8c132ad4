import { type App, type Entity, type Field, withinOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { createContext, useContext } from 'react';

/** Something a field can refer to. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
}

/** What narrows the records that are found: their field `by` names the record `id`. */
export interface Narrowing {
  readonly by: string;
  readonly id: string;
}

/** What narrows a reference among the values of its record; undefined where it is narrowed by nothing, or that is not chosen yet. */
export function narrowingOf(app: App, entity: Entity, field: Field, values: Readonly<Record<string, unknown>>): Narrowing | undefined {
  const within = withinOf(app, entity, field);
  const id = within && values[within.near.key];
  return within && typeof id === 'string' ? { by: within.by.key, id } : undefined;
}

/** Finds what fields refer to. The apps give it; the parts here fetch nothing themselves. */
export interface Lookup {
  readonly records: (entity: string, text: string, within?: Narrowing) => Promise<readonly Choice[]>;
  readonly people: (text: string) => Promise<readonly Choice[]>;
  readonly departments: () => Promise<readonly Choice[]>;
  /** Values of one record that rules read, by field; undefined where nothing can be known of it. */
  readonly facts: (entity: string, id: string, fields: readonly string[]) => Promise<Facts | undefined>;
}

const none = async () => [];

/** Where forms and filters find what fields refer to. */
export const LookupContext = createContext<Lookup>({ records: none, people: none, departments: none, facts: async () => undefined });

/** The lookup of this screen. */
export function useLookup(): Lookup {
  return useContext(LookupContext);
}
