import { z } from 'zod';
import { keySchema } from '../ground/label.ts';
import { list } from './common.ts';
import type { Operation } from './operation.ts';

const workSchema = z
  .strictObject({
    done: list(z.string()).describe('The facts of the work of stages that is done, as refusals name them: key tasks and deliverables'),
    tasks: z.record(z.string(), z.string()).describe('Which key task each task of the record is, by its id: `stage/task`'),
  })
  .meta({ id: 'Work', description: 'How a record stands to the work of its stages' });
/** How a record stands to the work of its stages. */
export type Work = z.infer<typeof workSchema>;

/** What is asked of the work of a record's stages. */
export const workOperations = {
  readWork: { summary: 'Which key tasks and deliverables of its stages a record has', guard: 'member', answer: workSchema },
  makeTasks: {
    ...{ summary: 'Makes the key tasks of a stage that an open record does not have yet', guard: 'member', limit: 'small' },
    ...{ body: z.strictObject({ stage: keySchema }), answer: workSchema },
  },
} satisfies Readonly<Record<string, Operation>>;
