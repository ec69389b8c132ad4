import { anyField, type ImpactCode, isDerived, type Label, type Pipeline, type Process, type Stage } from '@pipewright/definition';
import { sameValue } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import { firstSql } from '../read/applies.ts';
import { WAITING } from '../read/waiting.ts';
import { duplicateEffects } from './duplicates.ts';
import { type Effect, type EntityView, effect, holds, isEmpty } from './effect.ts';

/** What a publish does to rows by where they stand: stages that go, criteria that are new, pipelines chosen anew. */
export function processEffects(each: EntityView): Effect[] {
  const { was, entity, table } = each;
  if (!was.process || !table.columns.stage) return [];
  const { process } = entity;
  if (!process) return [effect(each, 'process_gone', [], 'process', sql`t.stage is not null`)];
  return [
    ...each.leaving.flatMap((leaving) => {
      const at = `process.pipelines.${leaving.pipeline.key}.stages.${leaving.stage.key}`;
      const names = [leaving.pipeline.name, leaving.stage.name];
      const here = sql<boolean>`(t.was_pipeline = ${leaving.pipeline.key} and t.was_stage = ${leaving.stage.key})`;
      return [
        { ...effect(each, 'stage_gone', names, at, sql`(${here} and ${WAITING})`), asks: true as const },
        effect(each, 'stage_gone_closed', names, at, sql`(${here} and not ${WAITING})`),
      ];
    }),
    ...process.pipelines.flatMap((pipeline) => pipeline.stages.flatMap((stage, i) => stageEffects(each, pipeline, stage, i))),
    ...(['won', 'lost'] as const).flatMap((status) => closingEffects(each, was.process as Process, process, status)),
    ...choiceEffects(each, was.process, process),
    ...duplicateEffects(each),
  ];
}

/** Criteria that records which stand further on do not meet. What was asked already is only looked at where other records now stand beyond it. */
function stageEffects(each: EntityView, pipeline: Pipeline, stage: Stage, index: number): Effect[] {
  const oldStages = each.was.process?.pipelines.find((one) => one.key === pipeline.key)?.stages ?? [];
  const oldIndex = oldStages.findIndex((one) => one.key === stage.key);
  const old = oldStages[oldIndex];
  const keysFrom = (stages: readonly Stage[], from: number) => stages.slice(from).map((one) => one.key);
  const at = `process.pipelines.${pipeline.key}.stages.${stage.key}`;
  const judge = (into: boolean, known: boolean, code: ImpactCode, name: Label, place: string, unmet: RawBuilder<boolean>): Effect[] => {
    const beyond = keysFrom(pipeline.stages, into ? index : index + 1);
    const before = known ? new Set(keysFrom(oldStages, into ? oldIndex : oldIndex + 1)) : new Set();
    const stages = beyond.filter((key) => !before.has(key));
    if (stages.length === 0) return [];
    const standing = sql<boolean>`(t.pipeline = ${pipeline.key} and t.stage = any(${stages}::text[]) and ${WAITING})`;
    return [effect(each, code, [pipeline.name, stage.name, name], `${at}.${place}`, sql`(${standing} and ${unmet})`)];
  };
  const fields = (into: boolean, now: readonly string[], then: readonly string[]) =>
    now.flatMap((key) => {
      const field = anyField(each.entity, key);
      if (!field || isDerived(field)) return [];
      return judge(
        into,
        then.includes(key),
        'stage_required_missing',
        field.name,
        `${into ? 'entryRequired' : 'required'}.${key}`,
        isEmpty(each, key),
      );
    });
  const gates = (into: boolean, now: Stage['gates'], then: Stage['gates']) =>
    now.flatMap((gate) => {
      const known = then.some((one) => one.key === gate.key && sameValue(one.rule, gate.rule));
      return judge(
        into,
        known,
        'gate_unmet',
        gate.message,
        `${into ? 'entryGates' : 'gates'}.${gate.key}`,
        sql`(${holds(each, gate.rule)}) is not true`,
      );
    });
  return [
    ...fields(false, stage.required, old?.required ?? []),
    ...gates(false, stage.gates, old?.gates ?? []),
    ...fields(true, stage.entryRequired ?? [], old?.entryRequired ?? []),
    ...gates(true, stage.entryGates ?? [], old?.entryGates ?? []),
  ];
}

function closingEffects(each: EntityView, was: Process, process: Process, status: 'won' | 'lost'): Effect[] {
  const list = `${status}Requires` as const;
  const missing = (key: string, place: string, also?: RawBuilder<boolean>): Effect[] => {
    const field = anyField(each.entity, key);
    if (!field || isDerived(field)) return [];
    const where = sql<boolean>`(t.status = ${status}${also ? sql` and (${also})` : sql``} and ${isEmpty(each, key)})`;
    return [effect(each, `${status}_required_missing`, [field.name], `process.${place}`, where)];
  };
  const asks = status === 'lost' ? (process.lostAsks ?? []) : [];
  const fresh = asks.filter((ask) => !was.lostAsks?.some(({ field, when }) => field === ask.field && sameValue(when, ask.when)));
  return [
    ...process[list].filter((key) => !was[list].includes(key)).flatMap((key) => missing(key, `${list}.${key}`)),
    ...fresh.flatMap(({ key, field, when }) => missing(field, `lostAsks.${key}`, holds(each, when))),
  ];
}

/** Open records that stood where the rules wanted them, and for which the new rules want another pipeline. */
function choiceEffects(each: EntityView, was: Process, process: Process): Effect[] {
  const rules = ({ pipelines }: Process) => pipelines.map(({ key, when }) => [key, when]);
  if (sameValue(rules(was), rules(process))) return [];
  const then = firstSql(was.pipelines, (rule) => holds(each, rule, 'before'));
  const now = firstSql(process.pipelines, (rule) => holds(each, rule));
  return process.pipelines.map((pipeline) => {
    const other = sql<boolean>`(coalesce(t.status, 'open') = 'open' and t.pipeline is distinct from ${pipeline.key} and ${then} = t.was_pipeline and ${now} = ${pipeline.key})`;
    return effect(each, 'pipeline_other', [pipeline.name], `process.pipelines.${pipeline.key}.when`, other);
  });
}
