import type { App } from '../model/app.ts';
import type { AppPart } from '../model/app-part.ts';
import type { Field } from '../model/field.ts';
import { isPartOn } from '../parts/part-on.ts';
import { type Use, uses } from '../parts/uses.ts';
import { missingFrom, putBack } from './aside.ts';
import { isEntry, letGo } from './let-go.ts';

/**
 * Switches a part of an app off or on: its entities are retired or restored, with the references to them and all that names those. What goes stands aside with the part and comes back to where
 * it stood; off and on again gives the same document. What a person must decide (who sees which records, which pipeline is chosen) still names it, and `validate` says so.
 */
export function switchPart(app: App, key: string, on: boolean): App {
  const parts = app.parts ?? [];
  if (!parts.some((part) => part.key === key && isPartOn(app, part) !== on)) return app;
  const off = new Set(parts.filter((part) => (part.key === key ? !on : !isPartOn(app, part))).map((part) => part.key));
  // All on and then off again in their order: what two of them hide comes back with the later of the two, whatever the order in which they were switched.
  const whole = [...parts].reverse().reduce((sum, part) => (isPartOn(app, part) ? sum : restored(sum, part)), app);
  return parts.reduce((sum, part) => (off.has(part.key) ? hidden(sum, part) : sum), whole);
}

const within = ({ entities }: AppPart, key: string | undefined) => key !== undefined && entities.includes(key);

function changePart(app: App, key: string, change: (part: AppPart) => AppPart): App {
  return { ...app, parts: (app.parts ?? []).map((part) => (part.key === key ? change(part) : part)) };
}

function restored(app: App, part: AppPart): App {
  const bare = changePart(app, part.key, ({ aside: _, ...rest }) => rest);
  const entities = bare.entities.map((entity) => {
    const { retired: _, ...rest } = entity;
    return within(part, entity.key) ? rest : entity;
  });
  return putBack({ ...bare, entities }, part.aside ?? []);
}

function hidden(app: App, part: AppPart): App {
  const leading = (field: Field) => !field.retired && within(part, field.target);
  const references = app.entities
    .filter((entity) => !entity.retired && !within(part, entity.key))
    .flatMap((entity) => entity.fields.filter(leading).map((field) => `entities.${entity.key}.fields.${field.key}`));
  // Who counts follow-ups counts the activities that name the record.
  const own = app.entities.filter((entity) => within(part, entity.key));
  const activities = own.flatMap(({ key, activityOf }) => (activityOf ? [`entities.${key}.fields.${activityOf}`] : []));
  const bare = [...references, ...activities, ...own.map(({ key }) => `entities.${key}`)].reduce(withoutNaming, app);
  const entities = bare.entities.map((entity) => {
    if (within(part, entity.key) || entity.retired) return entity;
    const fields = entity.fields.map((field) => (leading(field) ? { ...field, retired: true as const } : field));
    return fields.some((field, i) => field !== entity.fields[i]) ? { ...entity, fields } : entity;
  });
  const after: App = { ...bare, entities };
  const aside = missingFrom(app, after);
  const off = after.entities.map((entity) => (within(part, entity.key) ? { ...entity, retired: true as const } : entity));
  return changePart({ ...after, entities: off }, part.key, (each) => (aside.length > 0 ? { ...each, aside } : each));
}

/** What of a report makes it one about other records: without it there is no such report. */
const ABOUT: ReadonlySet<string> = new Set(['report.entity', 'report.filter', 'measure.filter', 'measure.of']);

/** An app in which nothing names a part any more: lists let go of it, and what is about it goes as a whole. */
function withoutNaming(app: App, path: string): App {
  const found = uses(app, path);
  const at = (list: 'automations' | 'reports', uses: readonly Use[]) =>
    new Set(uses.filter(({ place }) => place.startsWith(`${list}.`)).map(({ place }) => Number(place.split('.')[1])));
  const automations = at('automations', found);
  const about = found.filter(({ part, property }) => ABOUT.has(`${part}.${property}`));
  const reports = at('reports', about);
  const gone = app.reports.filter((_, i) => reports.has(i)).map(({ key }) => key);
  const views = new Set(found.filter(({ part, property }) => part === 'view' && property === 'filter').map((use) => use.path));
  const bare: App = {
    ...app,
    ...(automations.size > 0 ? { automations: (app.automations ?? []).filter((_, i) => !automations.has(i)) } : {}),
    entities: app.entities.map((entity) => {
      const left = entity.views.filter((view) => !views.has(`entities.${entity.key}.views.${view.key}`));
      return left.length > 0 && left.length < entity.views.length ? { ...entity, views: left } : entity;
    }),
  };
  const untold = gone.reduce((sum, key) => letGo(sum, `reports.${key}`, isEntry), bare);
  return letGo({ ...untold, reports: untold.reports.filter(({ key }) => !gone.includes(key)) }, path, () => true);
}
