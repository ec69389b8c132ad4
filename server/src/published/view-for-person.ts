import { type App, type AppForPerson, appFor, type Label, type Role, surroundings } from '@pipewright/definition';
import type { Sight } from '@pipewright/sql';
import type { Published } from './published.ts';

interface Known {
  readonly app: App;
  readonly role: Role;
  readonly formerStages: Readonly<Record<string, Label>>;
  readonly buttons?: NonNullable<AppForPerson['buttons']>;
  readonly approves?: NonNullable<AppForPerson['approves']>;
}

// What a role may know depends on the published version alone.
const built = new WeakMap<Published, Map<string, Known>>();

/**
 * The published app as one person may know it.
 * @param waiting the entities about whose records approvals wait, whichever version asked for them
 */
export function appForPerson(published: Published, { principal }: Sight, waiting: readonly string[] = []): AppForPerson {
  const known = knownTo(published, principal.role);
  const more = waiting.filter((key) => !known.approves?.includes(key) && known.app.entities.some((entity) => entity.key === key));
  const approves = more.length > 0 ? { approves: [...(known.approves ?? []), ...more] } : {};
  return { key: published.key, version: published.version, ...known, ...approves, surroundings: surroundings(principal) };
}

function knownTo(published: Published, role: Role): Known {
  const kept = built.get(published) ?? new Map<string, Known>();
  built.set(published, kept);
  const found = kept.get(role.key);
  if (found) return found;
  const app = appFor(published.app, role);
  const own = app.roles.find((each) => each.key === role.key);
  if (!own) throw new Error(`The app of ${role.key} lacks that role`);
  const buttons = buttonsFor(published.app, app, role);
  const approves = approvesIn(published.app, app);
  const made = {
    ...{ app, role: own, formerStages: stagesKnown(app, published.formerStages) },
    ...(buttons.length > 0 ? { buttons } : {}),
    ...(approves.length > 0 ? { approves } : {}),
  };
  kept.set(role.key, made);
  return made;
}

/** The names of former stages of the entities in the app that show where their records stand. */
function stagesKnown(app: App, all: Readonly<Record<string, Label>>): Record<string, Label> {
  const moving = new Set(app.entities.flatMap((entity) => (entity.process ? [entity.key] : [])));
  const known = Object.entries(all).flatMap(([name, label]) => {
    const [entity = '', stage] = name.split('.');
    return stage !== undefined && moving.has(entity) ? [[stage, label] as const] : [];
  });
  return Object.fromEntries(known);
}

/** The buttons that a role has, on records of entities that it knows. */
function buttonsFor({ automations = [] }: App, seen: App, role: Role): NonNullable<AppForPerson['buttons']> {
  return automations.flatMap(({ key, entity, on }) => {
    const known = seen.entities.some((each) => each.key === entity && !each.retired);
    return known && on.kind === 'button' && on.roles.includes(role.key) ? [{ automation: key, entity, label: on.label }] : [];
  });
}

/** The entities that a role knows about whose records people are asked for approval. */
function approvesIn({ automations = [] }: App, seen: App): string[] {
  const asking = new Set(automations.flatMap(({ entity, nodes }) => (nodes.some(({ kind }) => kind === 'approve') ? [entity] : [])));
  return seen.entities.flatMap(({ key }) => (asking.has(key) ? [key] : []));
}
