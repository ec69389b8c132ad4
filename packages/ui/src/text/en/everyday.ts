import type { approvals } from './approvals.ts';
import { around } from './around.ts';
import { board } from './board.ts';
import type { chance } from './chance.ts';
import type { company } from './company.ts';
import type { feed } from './feed.ts';
import { files } from './files.ts';
import { find } from './find.ts';
import type { future } from './future.ts';
import type { imports } from './imports.ts';
import type { later } from './later.ts';
import { line } from './line.ts';
import { lists } from './lists.ts';
import type { map } from './map.ts';
import { notices } from './notices.ts';
import { people } from './people.ts';
import { pool } from './pool.ts';
import { team } from './team.ts';
import { today } from './today.ts';
import type { ways } from './ways.ts';
import { work } from './work.ts';

/** The product's words in English for those who work in an app. */
export const everyday = {
  ...around,
  ...board,
  ...files,
  ...find,
  ...line,
  ...lists,
  ...notices,
  ...people,
  ...pool,
  ...team,
  ...today,
  ...work,
};

/** A text that is there from the first page on. */
export type FirstKey = keyof typeof everyday;

/** A text that is there for everybody, with those that few pages bring along; those who design an app have more. */
export type EverydayKey =
  | FirstKey
  | keyof typeof approvals
  | keyof typeof chance
  | keyof typeof company
  | keyof typeof feed
  | keyof typeof future
  | keyof typeof imports
  | keyof typeof later
  | keyof typeof map
  | keyof typeof ways;
