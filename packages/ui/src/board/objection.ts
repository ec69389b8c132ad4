import type { Entity, Label, RecordJson } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { type Criterion, inTheWay, type PreparedEntity, partFacts } from '@pipewright/process';
import type { Text } from '../text/language.ts';
import type { BoardTarget } from './board-props.ts';

/** The facts of a card on the board of a pipeline. */
export function cardFacts(entity: Entity, record: RecordJson, pipeline: string, surroundings: Facts): Facts {
  return partFacts(entity, { ...(record as Facts), pipeline }, record.$far ?? {}, surroundings);
}

/** What is known to be missing before a card may go to a place, in words, each once. */
export function missingFor(prepared: PreparedEntity | undefined, facts: Facts, target: BoardTarget, text: Text): string[] {
  if (!prepared) return [];
  const goal = target.kind === 'stage' ? { stage: target.key } : { ending: target.kind };
  return [...new Set(inTheWay(prepared, facts, goal).map((each) => saying(each, text)))];
}

/** What a criterion asks for, in words. */
export function saying({ what, params }: Criterion, { t, say }: Text): string {
  if (what === 'required') return t('board.lacks', { field: say(params.field as Label) });
  if (what === 'task' || what === 'deliverable') return say(params.work as Label);
  return say(params.message as Label).replace(/[.。]$/, '');
}

const MOST = 3;

/** A few things as one phrase. */
export function phrase(things: readonly string[], { t }: Text): string {
  const rest = things.length - MOST;
  const said = rest > 0 ? [...things.slice(0, MOST), t('board.others', { count: rest })] : things;
  return said.join(t('board.semicolon'));
}

/** Why a card may not go to a place, in one sentence; undefined where it may, or where only the server can tell. */
export function objection(prepared: PreparedEntity | undefined, facts: Facts, target: BoardTarget, text: Text): string | undefined {
  const { t, say } = text;
  if (target.key === facts.stage) return undefined;
  if (target.former) return t('board.formerClosed');
  const applies = prepared?.pipelines.find(({ pipeline }) => pipeline.key === facts.applies);
  if (target.kind === 'won' && applies) return t('board.elsewhere', { to: say(applies.pipeline.name) });
  const missing = missingFor(prepared, facts, target, text);
  return missing.length > 0 ? t('board.notYet', { what: phrase(missing, text) }) : undefined;
}

/** The place after the one where a card stands: the following stage, or winning after the last; undefined where it stands in none of the stages. */
export function nextTarget(targets: readonly BoardTarget[], stage: unknown): BoardTarget | undefined {
  const stages = targets.filter(({ kind, former }) => kind === 'stage' && !former);
  const at = stages.findIndex(({ key }) => key === stage);
  return at < 0 ? undefined : (stages[at + 1] ?? targets.find(({ kind }) => kind === 'won'));
}
