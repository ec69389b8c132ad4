import type { Queryable } from '../db/pool.ts';

/** From which day to which somebody is away, and who decides meanwhile, by id. */
export interface Away {
  readonly person: string;
  readonly to: string;
  readonly from: string;
  readonly until: string;
}

const COLUMNS = `w.person, w.stand_in as "to", w.from_day::text as "from", w.until_day::text as until`;

/** The people in whose place somebody decides on a day. */
export async function awayFor(db: Queryable, app: string, standIn: string, day: string): Promise<Away[]> {
  const { rows } = await db.query<Away>(
    `select ${COLUMNS} from pipewright.away w where w.app = $1 and w.stand_in = $2 and $3::date between w.from_day and w.until_day order by w.person`,
    [app, standIn, day],
  );
  return rows;
}

/** Who decides on a day in the place of these people. */
export async function standInsOf(db: Queryable, app: string, people: readonly string[], day: string): Promise<Away[]> {
  const { rows } = await db.query<Away>(
    `select ${COLUMNS} from pipewright.away w where w.app = $1 and w.person = any($2) and $3::date between w.from_day and w.until_day order by w.person`,
    [app, people, day],
  );
  return rows;
}

/** When somebody is away; undefined where that is not said, or is over. */
export async function awayOf(db: Queryable, app: string, person: string, day: string): Promise<Away | undefined> {
  const { rows } = await db.query<Away>(
    `select ${COLUMNS} from pipewright.away w where w.app = $1 and w.person = $2 and w.until_day >= $3::date`,
    [app, person, day],
  );
  return rows[0];
}

/** Says when somebody is away, or that they are back. */
export async function keepAway(db: Queryable, app: string, person: string, away: Omit<Away, 'person'> | null): Promise<void> {
  if (!away) await db.query('delete from pipewright.away where app = $1 and person = $2', [app, person]);
  else
    await db.query(
      `insert into pipewright.away (app, person, stand_in, from_day, until_day) values ($1, $2, $3, $4, $5)
       on conflict (app, person) do update set stand_in = excluded.stand_in, from_day = excluded.from_day, until_day = excluded.until_day`,
      [app, person, away.to, away.from, away.until],
    );
}
