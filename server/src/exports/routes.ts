import { type Entity, type ExportWish, type Field, fieldTypes, readableFields } from '@pipewright/definition';
import { compileOnce, listShape, type Sight, type Statement, wholeListSql } from '@pipewright/sql';
import { askerOf } from '../door/asker.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import type { Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { Routes } from '../door/route.ts';
import { csvFile, type RecordRow } from './csv.ts';

/** Records as files. Who may read records may take them along: the file holds what that person sees, and no more. */
export function exportRoutes(server: Server): Routes {
  return new Routes().operation('exportRecords', async (given, c) => {
    const { view } = c.get('inApp');
    const entity = entityFor(view, given.entity);
    const fields = fieldsFor(view, entity, given.body.fields);
    const cursor = await server.desk.all<RecordRow>(askerOf(c), statementFor(view, entity, given.body, fields));
    const first = await cursor.next();
    return new Response(csvFile(first, cursor, fields, { language: languageOf(c), timeZone: view.app.timeZone }), {
      headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${entity.key}.csv"` },
    });
  });
}

/** The fields in the order they are asked for; what this person may not read is left for the compiler to refuse. */
function fieldsFor({ app, principal }: Sight, entity: Entity, keys: readonly string[] | undefined): Field[] {
  const readable = readableFields(app, entity, principal.role);
  return keys ? [...new Set(keys)].flatMap((key) => readable.find((field) => field.key === key) ?? []) : readable;
}

function statementFor(view: Sight, entity: Entity, wish: ExportWish, fields: readonly Field[]): Statement {
  const { filter, search, sort, deleted, records } = wish;
  const expand = fields.filter(({ type }) => fieldTypes[type].names !== null).map(({ key }) => key);
  const asked = { filter, search, sort, deleted, fields: wish.fields ?? fields.map(({ key }) => key), expand, limit: 0 };
  const { shape, values } = orRefuse(listShape(asked));
  const whole = { ...shape, chosen: records !== undefined };
  const key = `whole ${entity.key} ${JSON.stringify(whole)}`;
  return orRefuse(compileOnce(view, key, { ...values, records }, (each) => wholeListSql(each, entity, whole)));
}
