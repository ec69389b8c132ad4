import { type AppForPerson, type Entity, entityOf, type Me } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { surroundingsAfter } from '@pipewright/process';
import { createContext, useContext } from 'react';

/** The app a screen is in and who looks at it. */
export interface InApp extends AppForPerson {
  readonly me: Me;
  /** When the server told all this, by the clock of this machine. */
  readonly toldAt: number;
}

/** Holds the app that everything inside it is about. */
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

/** The facts about who asks and when, as they are at this moment. */
export function useSurroundings(): Facts {
  const { surroundings, app, toldAt } = useApp();
  return surroundingsAfter(surroundings, app.timeZone, Date.now() - toldAt);
}
