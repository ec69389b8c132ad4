import type { ApprovalHappening } from '@pipewright/definition';
import type { Approval } from '@pipewright/process';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import type { Seen } from './seen.ts';

/** An approval as it is kept: people by their ids, instants in ISO 8601. */
export interface KeptApproval {
  readonly id: string;
  /** The run that asks, and its step: how many were behind it, and its key in the version that the run began with. */
  readonly run: string;
  readonly seq: number;
  readonly node: string;
  readonly automation: string;
  readonly version: number;
  readonly entity: string;
  readonly record: string;
  readonly state: Approval;
  /** The fields it is bound to; null for the whole record. */
  readonly binds: readonly string[] | null;
  readonly locks: boolean;
  readonly seen: Seen;
  readonly at: string;
  readonly due: string | null;
  readonly urgedAt: string | null;
  readonly endedAt: string | null;
}

/** Something that happened to an approval. */
export interface KeptAct {
  readonly at: string;
  readonly kind: ApprovalHappening['kind'];
  readonly by: string | null;
  readonly instead: string | null;
  readonly people: readonly string[];
  readonly note: string | null;
  /** What it was bound to until then, where that is otherwise afterwards. */
  readonly seen: Seen | null;
}

/** What is read of each approval. */
export const COLUMNS = `a.id::text, a.run::text, a.seq, a.node, a.automation, a.version, a.entity, a.record::text, a.state, a.binds, a.locks, a.seen, ${instantSql('a.at')} as at,
  ${instantSql('a.due')} as due, ${instantSql('a.urged_at')} as "urgedAt", ${instantSql('a.ended_at')} as "endedAt"`;

/** The most approvals that are told of one record. */
const MOST_OF_RECORD = 20;

/** One approval; undefined for none. `lock` keeps it as it is until the transaction ends. */
export async function approvalOf(db: Queryable, schema: string, id: string, lock = false): Promise<KeptApproval | undefined> {
  const { rows } = await db.query<KeptApproval>(
    `select ${COLUMNS} from "${schema}"._approval a where a.id = $1${lock ? ' for update' : ''}`,
    [id],
  );
  return rows[0];
}

/** The approval that a run asks for at a step of its, kept as it is until the transaction ends. */
export async function approvalOfRun(db: Queryable, schema: string, run: string, seq: number): Promise<KeptApproval | undefined> {
  const { rows } = await db.query<KeptApproval>(
    `select ${COLUMNS} from "${schema}"._approval a where a.run = $1 and a.seq = $2 for update`,
    [run, seq],
  );
  return rows[0];
}

/** The latest approvals of a record, the newest first. */
export async function approvalsOfRecord(db: Queryable, schema: string, record: string): Promise<KeptApproval[]> {
  const { rows } = await db.query<KeptApproval>(
    `select ${COLUMNS} from "${schema}"._approval a where a.record = $1 order by a.at desc, a.id desc limit ${MOST_OF_RECORD}`,
    [record],
  );
  return rows;
}

/** The approvals of runs that are not over. */
export async function openApprovals(db: Queryable, schema: string, runs: readonly string[]): Promise<KeptApproval[]> {
  const { rows } = await db.query<KeptApproval>(
    `select ${COLUMNS} from "${schema}"._approval a where a.run = any($1) and a.ended_at is null order by a.id for update`,
    [runs],
  );
  return rows;
}

/** What has happened to an approval, the oldest first. */
export async function actsOf(db: Queryable, schema: string, approval: string): Promise<KeptAct[]> {
  const { rows } = await db.query<KeptAct>(
    `select ${instantSql('at')} as at, kind, by, instead, people, note, seen from "${schema}"._approval_act x where x.approval = $1 order by x.id`,
    [approval],
  );
  return rows;
}

/** Puts down how an approval stands. */
export async function keepApproval(db: Queryable, schema: string, kept: KeptApproval): Promise<void> {
  const { state } = kept;
  await db.query(
    `insert into "${schema}"._approval (id, run, seq, node, automation, version, entity, record, starter, phase, state, asked, escalated, binds, locks, seen, at, due, urged_at, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     on conflict (id) do update set phase = excluded.phase, state = excluded.state, asked = excluded.asked, escalated = excluded.escalated, seen = excluded.seen, due = excluded.due,
       urged_at = excluded.urged_at, ended_at = excluded.ended_at`,
    [
      ...[kept.id, kept.run, kept.seq, kept.node, kept.automation, kept.version, kept.entity, kept.record],
      ...[state.starter || null, state.phase, JSON.stringify(state), askedIn(state), state.escalated, kept.binds, kept.locks],
      ...[JSON.stringify(kept.seen), kept.at, kept.due, kept.urgedAt, kept.endedAt],
    ],
  );
}

/** Puts down what happened to an approval. */
export async function keepActs(db: Queryable, schema: string, approval: string, acts: readonly KeptAct[]): Promise<void> {
  for (const act of acts)
    await db.query(
      `insert into "${schema}"._approval_act (id, approval, at, kind, by, instead, people, note, seen) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[newId(), approval, act.at, act.kind, act.by, act.instead, act.people, act.note],
        act.seen === null ? null : JSON.stringify(act.seen),
      ],
    );
}

/** For whose decision an approval waits at this moment. */
export function askedIn({ phase, seats }: Approval): string[] {
  return phase === 'open' ? [...new Set(seats.filter(({ state }) => state === 'open').map(({ person }) => person))] : [];
}
