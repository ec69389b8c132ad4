import type { Dice } from '../dice.ts';
import type { RoleKey } from './app.ts';
import type { Town } from './town.ts';
import type { Row, World } from './world.ts';

/** The world with all its deals. */
export type Whole = World & { readonly deals: ReadonlyMap<string, Row> };

/** What something is done with in a made-up app: who lives there, what stands there now, and where to tell what came of it. */
export interface Doing {
  readonly town: Town;
  readonly key: string;
  readonly dice: Dice;
  readonly language: string;
  world(role: RoleKey): Promise<Whole>;
  count(path: string, accepted: boolean): void;
  note(path: string, context: unknown, faults: readonly string[]): void;
}
