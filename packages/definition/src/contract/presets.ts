import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import { pipelineSchema } from '../model/pipeline.ts';
import { list } from './common.ts';
import type { Operation } from './operation.ts';

/** A pipeline that can be taken into an app. */
export const offeredPipelineSchema = z
  .strictObject({
    key: z.string().describe('What it is called by in other questions'),
    from: labelSchema.describe('The template it was made for'),
    description: labelSchema.optional(),
    names: z.record(z.string(), labelSchema).describe('What the fields are called that it speaks of'),
    pipeline: pipelineSchema,
  })
  .meta({ id: 'OfferedPipeline' });
/** A pipeline that can be taken into an app. */
export type OfferedPipeline = z.infer<typeof offeredPipelineSchema>;

/** Pipelines that can be taken into apps. */
export const presetOperations = {
  listPipelines: {
    ...{ summary: 'The pipelines that can be taken into an app', guard: 'signedIn' },
    answer: z.strictObject({ pipelines: list(offeredPipelineSchema) }),
  },
} satisfies Readonly<Record<string, Operation>>;
