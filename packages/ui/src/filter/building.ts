import type { Field } from '@pipewright/definition';
import { createContext, useContext } from 'react';

/** What every line of a builder needs. */
export interface Building {
  readonly fields: readonly Field[];
  readonly currency: string;
  /** What a person, department or record is called, as far as it is known here. */
  readonly nameOf: (id: string) => string | undefined;
  readonly onName: (id: string, name: string) => void;
}

/** The builder that a line stands in. */
export const BuildingContext = createContext<Building>({ fields: [], currency: '', nameOf: () => undefined, onName: () => undefined });

/** The builder that a line stands in. */
export function useBuilding(): Building {
  return useContext(BuildingContext);
}
