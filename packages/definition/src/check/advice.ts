import type { Issue, IssueCode } from '@pipewright/logic';
import { grantOf } from '../access/grant.ts';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import type { Process } from '../model/pipeline.ts';
import type { Role } from '../model/role.ts';
import { cannotFill, requiredFields } from './shut-out.ts';

/** What speaks against an app without forbidding it: where people of a role will come to a step that only others can take, and automations that never begin. */
export function advice(app: App): Issue[] {
  return [...shutOut(app), ...uncalled(app)];
}

function shutOut(app: App): Issue[] {
  return app.roles.flatMap((role, i) =>
    app.entities.flatMap((entity) => {
      const { create, update } = grantOf(role, entity.key);
      if (role.admin || entity.retired || !(create || update !== 'none')) return [];
      return adviceFor(app, role, entity, create, `roles.${i}.grants.${entity.key}`);
    }),
  );
}

function uncalled({ automations = [] }: App): Issue[] {
  const called = new Set(automations.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'call' ? [node.automation] : []))));
  return automations.flatMap(({ key, name, on }, i) =>
    on.kind === 'called' && !called.has(key)
      ? [{ path: `automations.${i}.on`, code: 'advice.uncalled', params: { automation: name } }]
      : [],
  );
}

function adviceFor(app: App, role: Role, entity: Entity, create: boolean, path: string): Issue[] {
  const sometimes = create
    ? requiredFields(entity).sometimes.map(({ key }) => ({ key, code: 'advice.sometimes_required' as const, stage: undefined }))
    : [];
  return [...sometimes, ...(entity.process ? asked(entity.process) : [])].flatMap(({ key, code, stage }) => {
    const field = entity.fields.find((each) => each.key === key && !each.retired);
    if (!field || !cannotFill(app, role, entity, field)) return [];
    return [{ path, code, params: { role: role.name, entity: entity.name, field: field.name, ...(stage ? { stage } : {}) } }];
  });
}

type Advice = Extract<IssueCode, `advice.${string}`>;

interface Asked {
  readonly key: string;
  readonly code: Advice;
  readonly stage: Label | undefined;
}

/** Every field that a process asks for, and where; a stage that several pipelines share asks once for the same. */
function asked({ pipelines, wonRequires, lostRequires, lostAsks = [] }: Process): Asked[] {
  const once = new Map<string, Asked>();
  const add = (code: Advice, keys: readonly string[] = [], place?: { readonly key: string; readonly name: Label }) => {
    for (const key of keys) once.set(`${code} ${place?.key} ${key}`, { key, code, stage: place?.name });
  };
  for (const stage of pipelines.flatMap((pipeline) => pipeline.stages)) {
    add('advice.entry', stage.entryRequired, stage);
    add('advice.exit', stage.required, stage);
  }
  add('advice.won', wonRequires);
  add('advice.lost', [...lostRequires, ...lostAsks.map(({ field }) => field)]);
  return [...once.values()];
}
