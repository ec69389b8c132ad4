import { type AppForPerson, type Entity, entityOf, type Field, type Grant, grantOf, readableFields } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { surroundingsAfter } from '@pipewright/process';
import { createContext, useContext } from 'react';
import type { Me } from '../queries.ts';

/** The app a screen is in and who looks at it. */
export interface InApp extends AppForPerson {
  readonly me: Me;
  /** When the server told all this, by the clock of this machine. */
  readonly toldAt: number;
}

export const AppContext = createContext<InApp | undefined>(undefined);

/** The app this screen is in. */
export function useApp(): InApp {
  const found = useContext(AppContext);
  if (!found) throw new Error('Not inside an app');
  return found;
}

/** An entity of this app; undefined where the address names one this person does not know. */
export function useEntity(key: string): Entity | undefined {
  return entityOf(useApp().app, key);
}

/** The fields of an entity that this person may read. */
export function fieldsIn({ app, role }: InApp, entity: Entity): Field[] {
  return readableFields(app, entity, role);
}

const NAMED: ReadonlySet<string> = new Set(['person', 'department', 'reference']);

/** The fields whose values are ids that need names. */
export function namedFields(inApp: InApp, entity: Entity): string[] {
  return fieldsIn(inApp, entity).flatMap((field) => (NAMED.has(field.type) ? [field.key] : []));
}

/** What this person may do with an entity. */
export function grantFor({ role }: InApp, entity: string): Grant {
  return grantOf(role, entity);
}

/** The facts about who asks and when, as they are at this moment. */
export function useSurroundings(): Facts {
  const { surroundings, app, toldAt } = useApp();
  return surroundingsAfter(surroundings, app.timeZone, Date.now() - toldAt);
}
