import { sql } from 'kysely';
import { unfinished } from '../read/waiting.ts';
import { comparedBy, duplicateColumn, freshRules } from './duplicate-rows.ts';
import type { Effect, EntityView } from './effect.ts';

/** Records that are duplicates of others as a new rule is published. */
export function duplicateEffects(each: EntityView): Effect[] {
  return freshRules(each).map(({ rule, fields }) => {
    const filled = fields.map((field) => sql`${comparedBy(field, 't')} is not null`);
    const names = fields.map(({ name }) => name);
    const name = { en: names.map(({ en }) => en).join(' + '), 'zh-CN': names.map((one) => one['zh-CN']).join(' + ') };
    const { entity, path } = each;
    const at = `${path}.duplicates.${rule.key}`;
    const where = sql<boolean>`(${duplicateColumn(rule, 't')} > 1 and ${unfinished(entity, 't')} and ${sql.join(filled, sql` and `)})`;
    return { id: `duplicates_there:${at}`, code: 'duplicates_there', names: [entity.name, name], path: at, entity, where };
  });
}
