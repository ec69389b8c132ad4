import { z } from 'zod';
import { list, meaning, text } from './common.ts';
import type { FileBody } from './imports.ts';
import type { Operation } from './operation.ts';

const fileSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    media: z.string().describe('Its media type'),
    size: z.int().describe('In bytes'),
    at: z.string().describe('When it was uploaded'),
    by: z.strictObject({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'File' });
/** A file as people know it; its content is asked for by its id. */
export type FileJson = z.infer<typeof fileSchema>;

/** The most files that are asked for at once. */
export const MOST_FILES_ASKED = 200;

/** Files of records. */
export const fileOperations = {
  uploadFile: {
    ...{ summary: 'Takes a file for a field of a record; it belongs to nobody else until a record is saved that names it in this field' },
    ...{ guard: 'member', limit: 'file', status: 201, takes: 'application/octet-stream' },
    ...{ query: z.object({ name: text('What the file is called') }), body: z.custom<FileBody>(), answer: fileSchema },
  },
  listFiles: {
    ...{ summary: 'What files are called that values name: those that may be seen, in the order of the ids', guard: 'member' },
    ...{ query: z.object({ ids: text('The ids, between commas') }), answer: z.strictObject({ files: list(fileSchema) }) },
  },
  readFile: {
    ...{ summary: 'The content of a file', guard: 'member', media: 'application/octet-stream', answer: z.string() },
    query: z.object({ inline: meaning({ type: 'boolean' }, 'To be looked at and not kept, which is possible for pictures') }),
  },
} satisfies Readonly<Record<string, Operation>>;
