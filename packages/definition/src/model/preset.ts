import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';
import { pipelineSchema } from './pipeline.ts';

/** A pipeline as a document of its own, to be taken into an app: made for an entity of a template, and chosen by nothing yet. */
export const presetSchema = z.strictObject({
  template: keySchema,
  entity: keySchema,
  description: labelSchema,
  pipeline: pipelineSchema.extend({ when: z.null() }),
});
/** A pipeline as a document of its own. */
export type Preset = z.infer<typeof presetSchema>;
