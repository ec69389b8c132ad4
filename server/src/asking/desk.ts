import { availableParallelism } from 'node:os';
import type { Statement } from '@pipewright/sql';
import type { Pool } from '../db/pool.ts';
import { Answers, type Asker } from './answers.ts';
import { type Cursor, openCursor } from './cursor.ts';
import { Lane, type Width } from './lane.ts';
import { rowsWithin } from './run.ts';

/** Where questions that may look at many records are put: lists and searches, and heavy ones such as reports and boards. */
export interface Desk {
  /**
   * Does the work of a list when it is this person's turn, with connections on which a statement ends after a while. Screens that heard of the same
   * change share the answer; `key` is all that it depends on besides the data.
   */
  readonly list: (asker: Asker, key: () => string, work: (db: Pool) => Promise<string>) => Promise<string>;
  /** The answer to a heavy question as text; those who ask the same at the same time get the same. */
  readonly heavy: <T>(asker: Asker, statement: Statement, write: (rows: T[]) => string) => Promise<string>;
  /** All rows of a statement as they are at one moment, a few at a time; a few people's at once, and one after another of each. */
  readonly all: <T>(asker: Asker, statement: Statement) => Promise<Cursor<T>>;
  /** Does work that goes through everything in many statements, when it is this person's turn among those who read all rows. */
  readonly through: <T>(asker: Asker, work: (db: Pool) => Promise<T>) => Promise<T>;
}

/**
 * How many connections each kind of question has. What screens ask again because something changed they all ask at once, and none of it is waited for
 * by a person's click: it is given half of the processors, so that the other half is there for those who click.
 */
export const DESK_CONNECTIONS = {
  list: 8,
  heavy: 4,
  all: 2,
  heard: Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2))),
} as const;

const WAITING = { waitingOfAll: 1000, patience: 20_000 } as const;
const LISTS: Width = { atOnce: DESK_CONNECTIONS.list, perPerson: 4, waiting: 100, ...WAITING };
const HEAVY: Width = { atOnce: DESK_CONNECTIONS.heavy, perPerson: 2, waiting: 60, ...WAITING };
const ALL: Width = { atOnce: DESK_CONNECTIONS.all, perPerson: 1, waiting: 3, ...WAITING };
const HEARD: Width = { ...HEAVY, atOnce: DESK_CONNECTIONS.heard };
/** A hundred times what a read of a million records is guessed to cost. */
const MOST_COST = 10_000_000;

/** What a desk is made of. */
export interface DeskParts {
  readonly listPool: Pool;
  readonly reportPool: Pool;
  /** Where heavy questions go that are asked because a change was heard of; each takes one processor only. */
  readonly heardPool: Pool;
  /** For what is read to its end. */
  readonly allPool: Pool;
  /** Cancellations go through this one. */
  readonly pool: Pool;
  /** The database's clock, in milliseconds. */
  readonly clock: () => Promise<number>;
  /** What a question may cost by the planner's guess. */
  readonly mostCost?: number;
}

/** Sets up a desk. */
export function openDesk({ listPool, reportPool, heardPool, allPool, pool, clock, mostCost = MOST_COST }: DeskParts): Desk {
  const lists = new Lane(LISTS);
  const listAnswers = new Answers({ asked: lists, heard: lists }, clock);
  const answers = new Answers({ asked: new Lane(HEAVY), heard: new Lane(HEARD) }, clock);
  const pools = { asked: reportPool, heard: heardPool };
  const readers = new Lane(ALL);
  return {
    all: <T>({ person, signal }: Asker, statement: Statement) =>
      new Promise<Cursor<T>>((resolve, reject) => {
        const work = async () => {
          const cursor = await openCursor<T>({ pool: allPool, canceller: pool }, statement, signal);
          resolve(cursor);
          await cursor.closed;
        };
        readers.take(person, work, signal).catch(reject);
      }),
    through: ({ person, signal }, work) => readers.take(person, () => work(allPool), signal),
    list: (asker, key, work) =>
      asker.since === undefined
        ? lists.take(asker.person, () => work(listPool), asker.signal)
        : listAnswers.ask(key(), asker, () => work(listPool)),
    heavy: <T>(asker: Asker, statement: Statement, write: (rows: T[]) => string) =>
      answers.ask(JSON.stringify([statement.sql, statement.parameters]), asker, async (signal, way) =>
        write(await rowsWithin<T>({ pool: pools[way], canceller: pool, mostCost }, statement, signal)),
      ),
  };
}
