import type { NodeOf } from '@pipewright/definition';
import { type ApprovalMode, openApproval } from '@pipewright/process';
import type { WhoIs } from '../about/people.ts';
import { newId } from '../ground/id.ts';
import { dueAfter } from './due.ts';
import { type About, eligible, type Ground } from './ground.ts';
import { happen } from './happen.ts';
import { askedIn, type KeptApproval } from './kept.ts';
import { boundKeys, seenOf } from './seen.ts';

/** The run that asks. */
export interface AskingRun {
  readonly id: string;
  readonly seq: number;
  readonly automation: string;
  readonly version: number;
  /** Who caused it; null where nobody did. */
  readonly starter: string | null;
}

/**
 * Asks for an approval: of those whom its step means, who work here and see the record at this moment. Whoever caused the run asks, or whose record it is where nobody did. Where nobody
 * is left to be asked administrators are told; it is never taken for approved.
 */
export async function openFor(ground: Ground, about: About, run: AskingRun, whoIs: WhoIs): Promise<KeptApproval> {
  const { entity, record, node } = about;
  const { owner } = record.facts;
  const starter = run.starter ?? (typeof owner === 'string' ? owner : '');
  const meant = whoIs(node.to, record.facts).map(({ user }) => user);
  const able = await eligible(ground, meant, entity.key, record.id);
  const people = meant.filter((user) => able.has(user));
  const stepped = openApproval({
    mode: modeOf(node),
    starter,
    own: node.own ? 'may' : 'never',
    people,
    seatIds: people.map(() => newId()),
  });
  const binds = node.binds ?? null;
  const kept: KeptApproval = {
    ...{ id: newId(), run: run.id, seq: run.seq, node: node.key, automation: run.automation, version: run.version },
    ...{ entity: entity.key, record: record.id, state: stepped.approval, binds, locks: node.unlocked !== true },
    seen: seenOf(record.facts, boundKeys(entity, binds)),
    ...{ at: ground.now, due: dueAfter(ground, about), urgedAt: null, endedAt: null },
  };
  const asked = { kind: 'asked', people: askedIn(stepped.approval) } as const;
  return happen(ground, about, kept, stepped, [asked]);
}

function modeOf({ mode, percent = 100 }: NodeOf<'approve'>): ApprovalMode {
  return mode === 'share' ? { kind: mode, percent } : { kind: mode };
}
