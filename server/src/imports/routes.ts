import { grantOf, type ImportJson, type Mapping, sentence } from '@pipewright/definition';
import type { Context } from 'hono';
import { entityFor } from '../door/entity.ts';
import type { Env, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { filePieces } from '../door/limit.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { turns } from '../ground/turns.ts';
import type { ImportJob } from './chunk.ts';
import { type Cells, unknownColumns } from './mapping.ts';
import { refusedFile } from './refused.ts';
import { runToEnd } from './resume.ts';
import { previewImport } from './run.ts';
import { takeInCsv } from './take-in.ts';
import { type Tally, tally } from './tally.ts';
import { receive } from './upload.ts';

type Ctx = Context<Env>;
interface ImportRow {
  id: string;
  entity: string;
  state: ImportJson['state'];
  total: number;
  columns: string[];
  mapping: Mapping | null;
}

// What holds a connection for as long as a file is long happens a few times at once, and once for each person; each has a few files on the way.
const inTurn = turns(4, 1);
const uploading = turns(100, 3);

const inWords = (c: Ctx, reasons: Tally['reasons']) =>
  reasons.map(({ issue, count, first }) => ({ message: sentence(issue, languageOf(c)), count, first }));

/** Ends work that nobody waits for any more. */
const whileAsked = (c: Ctx) => () => {
  if (c.req.raw.signal.aborted) refuse('body.incomplete');
};

/** Imports of CSV files: take in, preview, run in the background, and the rows that were refused as a file. */
export function importRoutes(server: Server): Routes {
  const app = new Routes();

  const find = async (c: Ctx, id: string): Promise<ImportRow> => {
    const { caller, published } = c.get('inApp');
    if (!isId(id)) refuse('unknown.import');
    const { rows } = await server.pool.query<ImportRow>(
      'select id, entity, state, total, columns, mapping from pipewright.import where id = $1 and app = $2 and actor = $3',
      [id, published.key, caller.user],
    );
    return rows[0] ?? refuse('unknown.import');
  };

  const describe = async (c: Ctx, row: ImportRow): Promise<ImportJson> => {
    const { done, refused, reasons } = await tally(server.pool, row.id);
    const sample = await server.pool.query<{ cells: Cells }>(
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
      sample: sample.rows.map(({ cells }) => Object.fromEntries(columns.map((name, i) => [name, cells[i]?.slice(0, 200) ?? '']))),
      reasons: inWords(c, reasons),
    };
  };

  /** An import with a mapping that fits the file and the caller's rights. */
  const jobOf = (c: Ctx, { id, entity, columns }: ImportRow, mapping: Mapping): ImportJob => {
    const [unknown] = unknownColumns(mapping, columns);
    if (unknown !== undefined) refuse('csv.column', { name: unknown }, 'mapping');
    if (mapping.baseline && !grantOf(c.get('inApp').view.principal.role, entity).baseline) refuse('denied.baseline');
    return { id, entity, mapping, columns };
  };

  /** Takes a file to disk and from there to the table of waiting rows, both a piece at a time. */
  const upload = async (c: Ctx, entity: string): Promise<string> => {
    const { caller, published } = c.get('inApp');
    const file = await receive(filePieces(c));
    try {
      const intake = { app: published.key, entity, actor: caller.user };
      return await inTurn(caller.user, () => takeInCsv(server.pool, intake, file.text(), whileAsked(c)));
    } finally {
      await file.close();
    }
  };

  app.operation('stageImport', async (given, c) => {
    const { caller, view } = c.get('inApp');
    const entity = entityFor(view, given.entity);
    if (!grantOf(view.principal.role, entity.key).create) refuse('denied.create', { entity: entity.name });
    const id = await uploading(caller.user, () => upload(c, entity.key));
    const { rows } = await server.pool.query<ImportRow>(
      'select id, entity, state, total, columns, mapping from pipewright.import where id = $1',
      [id],
    );
    return describe(c, rows[0] as ImportRow);
  });

  app.operation('readImport', async ({ id }, c) => describe(c, await find(c, id)));

  app.operation('previewImport', async ({ id, body }, c) => {
    const row = await find(c, id);
    const job = jobOf(c, row, body);
    if (row.state !== 'staged') refuse('import.running');
    const { reasons, ...counts } = await inTurn(c.get('caller').user, () => previewImport(server, c.get('inApp'), job, whileAsked(c)));
    return { ...counts, reasons: inWords(c, reasons) };
  });

  app.operation('runImport', async ({ id, body }, c) => {
    const row = await find(c, id);
    const job = jobOf(c, row, body);
    const { rowCount } = await server.pool.query(
      `update pipewright.import set state = 'running', mapping = $2 where id = $1 and state = 'staged'`,
      [row.id, JSON.stringify(job.mapping)],
    );
    if (!rowCount) refuse('import.running');
    const { caller, published } = c.get('inApp');
    void runToEnd(server, published.key, caller.user, job);
    return describe(c, { ...row, state: 'running' });
  });

  app.operation('readRefusedRows', async (given, c) => {
    const { id, columns } = await find(c, given.id);
    return new Response(refusedFile(server.pool, id, columns, languageOf(c)), {
      headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="refused.csv"' },
    });
  });

  return app;
}
