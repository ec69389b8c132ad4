import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, type Entity, entityOf, fieldsInReach, fieldsOf, ruleFields } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { fromRule } from './from-rule.ts';
import { toRule } from './to-rule.ts';

const templates = join(import.meta.dirname, '../../../../templates');

/** Every condition of an app, with where it stands and what it is about. */
function conditionsOf(app: App): { at: string; entity: Entity; rule: Rule }[] {
  const of = (entity: Entity | undefined, rules: Readonly<Record<string, Rule | null | undefined>>) =>
    Object.entries(rules).flatMap(([at, rule]) => (entity && rule !== null && rule !== undefined ? [{ at, entity, rule }] : []));
  const inEntities = app.entities.flatMap((entity) =>
    of(entity, {
      ...Object.fromEntries(entity.fields.map(({ key, showIf }) => [`${entity.key}.${key}`, showIf])),
      ...Object.fromEntries(
        entity.fields.flatMap(({ key, byRule }) => (byRule?.rows ?? []).map((row) => [`${entity.key}.${key} ${row.key}`, row.when])),
      ),
      ...Object.fromEntries(entity.views.map(({ key, filter }) => [`${entity.key} view ${key}`, filter])),
      ...Object.fromEntries(entity.constraints.map(({ key, rule }) => [`${entity.key} constraint ${key}`, rule])),
      ...Object.fromEntries((entity.process?.pipelines ?? []).map(({ key, when }) => [`${entity.key} pipeline ${key}`, when])),
      ...Object.fromEntries(
        (entity.process?.pipelines ?? []).flatMap((pipeline) =>
          pipeline.stages.flatMap(({ key, gates, entryGates = [] }) =>
            [...gates, ...entryGates].map((gate) => [`${pipeline.key} ${key} ${gate.key}`, gate.rule]),
          ),
        ),
      ),
    }),
  );
  const inProcesses = app.entities.flatMap((entity) =>
    of(entity, {
      ...Object.fromEntries((entity.process?.lostAsks ?? []).map(({ key, when }) => [`${entity.key} asks ${key}`, when])),
      [`${entity.key} is converted`]: entity.conversion?.when,
    }),
  );
  const inWork = app.entities.flatMap(({ process }) =>
    (process?.pipelines ?? []).flatMap((pipeline) =>
      pipeline.stages.flatMap((stage) =>
        (stage.deliverables ?? []).flatMap(({ key, entity, when }) =>
          of(entityOf(app, entity ?? ''), { [`${pipeline.key} ${stage.key} ${key}`]: when }),
        ),
      ),
    ),
  );
  const inRoles = app.roles.flatMap((role) =>
    Object.entries(role.grants).flatMap(([key, grant]) =>
      (['read', 'update', 'delete'] as const).flatMap((act) => {
        const reach = grant[act];
        return of(entityOf(app, key), { [`${role.key} ${key} ${act}`]: typeof reach === 'object' ? reach.rule : null });
      }),
    ),
  );
  const inReports = app.reports.flatMap((report) =>
    of(entityOf(app, report.entity), {
      [`report ${report.key}`]: report.filter,
      ...Object.fromEntries(
        report.measures.flatMap(({ key, filter, of: among }) => [
          [`${report.key} ${key}`, filter],
          [`${report.key} ${key} of`, among],
        ]),
      ),
    }),
  );
  const inAutomations = (app.automations ?? []).flatMap(({ key, entity, when, on, nodes }) =>
    of(entityOf(app, entity), {
      [`automation ${key}`]: when,
      ...(on.kind === 'since' ? Object.fromEntries(on.bands.map((band) => [`${key} band ${band.key}`, band.when])) : {}),
      ...Object.fromEntries(
        nodes.flatMap((node) => [
          ...(node.kind === 'assign' ? node.teams.map((team) => [`${key} team ${team.key}`, team.when]) : []),
          ...(node.kind === 'branch' ? node.cases.map((each) => [`${key} case ${each.key}`, each.when]) : []),
        ]),
      ),
    }),
  );
  return [...inEntities, ...inProcesses, ...inWork, ...inRoles, ...inReports, ...inAutomations];
}

/** How many conditions a definition holds, whatever part holds them; a document does not lie about that. */
function count(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, each) => sum + count(each), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce((sum, [key, value]) => {
    const held =
      ['showIf', 'filter', 'rule', 'when', 'of'].includes(key) && typeof value === 'object' && value !== null && !('message' in value);
    return sum + (held ? 1 : count(value));
  }, 0);
}

// Pipelines by themselves are no templates of apps.
describe.each(readdirSync(templates).filter((name) => name !== 'pipelines'))('the template %s', (name) => {
  const app: App = JSON.parse(readFileSync(join(templates, name, 'definition.json'), 'utf8'));
  const conditions = conditionsOf(app);

  it('is looked through to the last condition', () => {
    expect(conditions.length).toBe(count(app));
    expect(conditions.length).toBeGreaterThan(5);
  });

  it.each(conditions)('has a condition at “$at” that opens as lines and comes out as it went in', ({ at, entity, rule }) => {
    const fields = /view|report/.test(at) ? fieldsInReach(app, entity, fieldsOf) : ruleFields(app, entity);
    const tree = fromRule(rule, fields);
    expect(tree).toBeDefined();
    expect(tree && toRule(tree)).toEqual(rule);
  });
});
