import { type ImportJson, sentence } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import { stringify } from 'csv-stringify/sync';
import type { Context } from 'hono';
import { readBody } from '../http/body.ts';
import type { Env, Server } from '../http/env.ts';
import { languageOf, refuse } from '../http/fault.ts';
import { Routes } from '../http/route.ts';
import { isId } from '../id.ts';
import { entityFor } from '../records/query.ts';
import { type Mapping, mappingSchema, unknownColumns } from './mapping.ts';
import { runToEnd } from './resume.ts';
import { previewImport } from './run.ts';
import { decodeText, stageCsv } from './stage.ts';
import { type Tally, tally } from './tally.ts';

type Ctx = Context<Env>;
interface ImportRow {
  id: string;
  entity: string;
  state: ImportJson['state'];
  total: number;
  columns: string[];
  mapping: Mapping | null;
}

const inWords = (c: Ctx, reasons: Tally['reasons']) =>
  reasons.map(({ issue, count }) => ({ message: sentence(issue, languageOf(c)), count }));

/** Imports of CSV files: stage, preview, run in the background, and the rows that were refused as a file. */
export function importRoutes(server: Server): Routes {
  const app = new Routes();

  const find = async (c: Ctx): Promise<ImportRow> => {
    const { caller, published } = c.get('inApp');
    const id = c.req.param('id') ?? '';
    if (!isId(id)) refuse('unknown.import');
    const { rows } = await server.pool.query<ImportRow>(
      'select id, entity, state, total, columns, mapping from pipewright.import where id = $1 and app = $2 and actor = $3',
      [id, published.key, caller.user],
    );
    return rows[0] ?? refuse('unknown.import');
  };

  const describe = async (c: Ctx, row: ImportRow): Promise<ImportJson> => {
    const { done, refused, reasons } = await tally(server.pool, row.id);
    const sample = await server.pool.query<{ cells: Record<string, string> }>(
      'select cells from pipewright.import_row where import = $1 order by number limit 5',
      [row.id],
    );
    const { id, entity, state, columns, total } = row;
    return {
      id,
      entity,
      state,
      columns,
      total,
      done,
      refused,
      sample: sample.rows.map((each) => each.cells),
      reasons: inWords(c, reasons),
    };
  };

  /** Checks a mapping against the file and the caller's rights. */
  const readMapping = async (c: Ctx, row: ImportRow): Promise<Mapping> => {
    const mapping = await readBody(c, mappingSchema);
    const [unknown] = unknownColumns(mapping, row.columns);
    if (unknown !== undefined) refuse('csv.column', { name: unknown }, 'mapping');
    const { role } = c.get('inApp').view.principal;
    if (mapping.baseline && !role.admin && !role.grants[row.entity]?.baseline) refuse('denied.baseline');
    return mapping;
  };

  app.post('/imports/:entity', 'member', 'file', async (c) => {
    const { caller, published, view } = c.get('inApp');
    const entity = entityFor(view, c.req.param('entity'));
    if (!view.principal.role.admin && !view.principal.role.grants[entity.key]?.create) refuse('denied.create', { entity: entity.name });
    const id = await stageCsv(server.pool, published.key, entity.key, caller.user, decodeText(await c.req.arrayBuffer()));
    const { rows } = await server.pool.query<ImportRow>(
      'select id, entity, state, total, columns, mapping from pipewright.import where id = $1',
      [id],
    );
    return c.json(await describe(c, rows[0] as ImportRow), 201);
  });

  app.get('/imports/:id', 'member', async (c) => c.json(await describe(c, await find(c))));

  app.post('/imports/:id/preview', 'member', 'document', async (c) => {
    const row = await find(c);
    const mapping = await readMapping(c, row);
    if (row.state !== 'staged') refuse('import.running');
    const { done, refused, reasons } = await previewImport(server, c.get('inApp'), { id: row.id, entity: row.entity, mapping });
    return c.json({ done, refused, reasons: inWords(c, reasons) });
  });

  app.post('/imports/:id/run', 'member', 'document', async (c) => {
    const row = await find(c);
    const mapping = await readMapping(c, row);
    const { rowCount } = await server.pool.query(
      `update pipewright.import set state = 'running', mapping = $2 where id = $1 and state = 'staged'`,
      [row.id, JSON.stringify(mapping)],
    );
    if (!rowCount) refuse('import.running');
    const { caller, published } = c.get('inApp');
    void runToEnd(server, published.key, caller.user, { id: row.id, entity: row.entity, mapping });
    return c.json(await describe(c, { ...row, state: 'running' }), 202);
  });

  app.get('/imports/:id/refused.csv', 'member', async (c) => {
    const row = await find(c);
    const { rows } = await server.pool.query<{ cells: Record<string, string>; issues: Issue[] }>(
      `select cells, issues from pipewright.import_row where import = $1 and state = 'refused' order by number`,
      [row.id],
    );
    const heading = languageOf(c) === 'en' ? 'Reason' : '原因';
    const lines = rows.map(({ cells, issues }) => [
      ...row.columns.map((name) => cells[name] ?? ''),
      issues.map((each) => sentence(each, languageOf(c))).join(' '),
    ]);
    const text = stringify([[...row.columns, heading], ...lines], { bom: true, escape_formulas: true });
    return new Response(text, {
      headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="refused.csv"' },
    });
  });

  return app;
}
