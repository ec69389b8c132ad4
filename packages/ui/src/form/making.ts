import type { Entity } from '@pipewright/definition';
import { createContext, useContext } from 'react';
import type { Choice, Narrowing } from './lookup.ts';

/** A record that is to be made where it would be chosen. */
export interface MakeWish {
  readonly entity: string;
  /** What was typed to find it. */
  readonly name: string;
  /** What it is to belong to. */
  readonly within?: Narrowing | undefined;
  /** Called once it is there. */
  readonly onMade: (choice: Choice) => void;
}

/** Makes records where they would be chosen. The apps give it; where none does, records are only chosen. */
export interface Making {
  /** The entity where this person may make a record of it that belongs to what narrows the choice; undefined where not. */
  readonly may: (entity: string, within: Narrowing | undefined) => Entity | undefined;
  readonly make: (wish: MakeWish) => void;
}

/** Where inputs find the way to make what they refer to. */
export const MakingContext = createContext<Making | undefined>(undefined);

/** The way to make records on this screen; undefined where there is none. */
export function useMaking(): Making | undefined {
  return useContext(MakingContext);
}
