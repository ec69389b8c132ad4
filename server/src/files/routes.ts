import { type Field, type FileJson, fileIssue, fileTypeOf, MOST_FILES_ASKED } from '@pipewright/definition';
import type { Context } from 'hono';
import type { Env, Server } from '../door/env.ts';
import { notModified } from '../door/fault.ts';
import { filePieces } from '../door/limit.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { turns } from '../ground/turns.ts';
import { receiveFile } from '../store/incoming.ts';
import { fieldForFile } from './field.ts';
import { cleanName, disposition } from './name.ts';
import { type FileRow, seenFiles } from './seen.ts';
import { isWhatItSays } from './signature.ts';
import { takeIn } from './take-in.ts';

type Ctx = Context<Env>;

const uploading = turns(100, 3);

const told = ({ id, name, media, size, at, by }: FileRow): FileJson => ({ id, name, media, size, at, by });

/** Files of records: taken in, told of, and handed out to whoever may read the field they stand in. */
export function fileRoutes(server: Server): Routes {
  const app = new Routes();

  /** Refuses a file that does not fit into the field, by what is known of it so far. */
  const fit = (field: Field, name: string, size: number) => {
    const wrong = fileIssue(field, { name, size }, server.files.mostMegabytes);
    if (wrong) throw new Refusal([wrong]);
  };

  const upload = async (c: Ctx, field: Field, name: string): Promise<string> => {
    const { caller, published } = c.get('inApp');
    const received = await receiveFile(server.files.incoming, filePieces(c, server.files.slowest), (bytes) => fit(field, name, bytes));
    try {
      fit(field, name, received.size);
      const type = fileTypeOf(name);
      if (!type || !isWhatItSays(type.ending, received.head)) refuse('file.content', { name, ending: type?.ending ?? '' }, field.key);
      const intake = { app: published.key, user: caller.user, name, media: type.media };
      return await takeIn(server, intake, received);
    } finally {
      await received.discard();
    }
  };

  app.operation('uploadFile', async ({ entity, field: key, query }, c) => {
    const field = fieldForFile(c.get('inApp'), entity, key);
    const name = cleanName(query.name ?? '', key);
    // What says that it is too large is not waited for.
    fit(field, name, Number(c.req.header('content-length') ?? 1));
    const id = await uploading(c.get('caller').user, () => upload(c, field, name));
    const [made] = await seenFiles(server.pool, c.get('inApp'), [id]);
    return told(made ?? refuse('unknown.file'));
  });

  app.operation('listFiles', async ({ query }, c) => {
    const ids = [...new Set((query.ids ?? '').toLowerCase().split(','))].filter(isId).slice(0, MOST_FILES_ASKED);
    return { files: ids.length > 0 ? (await seenFiles(server.pool, c.get('inApp'), ids)).map(told) : [] };
  });

  app.operation('readFile', async ({ id, query }, c) => {
    const [file] = isId(id) ? await seenFiles(server.pool, c.get('inApp'), [id.toLowerCase()]) : [];
    if (!file) return refuse('unknown.file');
    const { name, media, size, hash } = file;
    // Only what no browser runs is shown; everything else is bytes to keep.
    const shown = query.inline === 'true' && fileTypeOf(name)?.kind === 'picture';
    const tag = `"${file.id}"`;
    const held = c.req.header('if-none-match') === tag;
    const content = held ? null : ((await server.files.store.read(hash)) ?? refuse('file.unreadable', { name }));
    c.header('etag', tag);
    c.header('cache-control', 'private, no-cache');
    c.header('content-disposition', disposition(shown ? 'inline' : 'attachment', name));
    if (content === null) return notModified(c);
    c.header('content-type', shown ? media : 'application/octet-stream');
    c.header('content-length', String(size));
    return c.body(content);
  });

  return app;
}
