import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';

/** What figures are split by: a field, or a field of a referenced record (`account.industry`), or a level of a department tree. */
export const dimensionSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema.optional(),
    field: z.string().max(100),
    bucket: z.enum(['day', 'month', 'quarter', 'year']).optional(),
    level: z.int().min(1).max(10).optional(),
  })
  .meta({ id: 'Dimension' });
/** What figures are split by. */
export type Dimension = z.infer<typeof dimensionSchema>;

/** A figure over a `field` or, instead of one, over an `expression` of numbers worked out for each record (`amount` × `probability`). `ratio` is the rows matching `filter` ÷ those matching `of`, in percent; `median_days` the median of `to − from` in days. */
export const measureSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema.optional(),
    fn: z.enum(['count', 'sum', 'avg', 'min', 'max', 'median', 'ratio', 'median_days', 'avg_days']),
    field: z.string().max(100).optional(),
    expression: ruleSchema.optional(),
    from: z.string().max(100).optional(),
    to: z.string().max(100).optional(),
    filter: ruleSchema.optional(),
    of: ruleSchema.optional(),
  })
  .meta({ id: 'Measure' });
/** A figure of a report. */
export type Measure = z.infer<typeof measureSchema>;

/** A question put to one entity's records. */
export const questionSchema = z
  .strictObject({
    entity: keySchema,
    dimensions: z.array(dimensionSchema).max(3),
    measures: z.array(measureSchema).min(1).max(10),
    filter: ruleSchema.optional(),
    sort: z
      .array(z.strictObject({ by: keySchema, descending: z.boolean().optional() }))
      .max(4)
      .optional(),
    limit: z.int().min(1).max(5000).optional(),
  })
  .meta({ id: 'Question' });
/** A question put to one entity's records. */
export type Question = z.infer<typeof questionSchema>;

/** How a report is drawn. */
export const CHARTS = ['bar', 'row', 'line', 'pie', 'funnel', 'number', 'table'] as const;
/** How a report is drawn. */
export type ChartKind = (typeof CHARTS)[number];

/** A figure to be reached: a decimal above zero, in the unit of the first measure. */
const targetSchema = z.string().regex(/^(?=.*[1-9])\d{1,16}(\.\d{1,4})?$/);

/**
 * A stored question with a title and a picture. `time` is the date or instant that a period of its page means; without one it is that of a dimension, if any.
 * `targetAmount` is what the first measure should reach at each place of the picture, `targetName` what that is called.
 */
export const reportSchema = questionSchema
  .extend({
    key: keySchema,
    name: labelSchema,
    note: labelSchema.optional(),
    chart: z.enum(CHARTS),
    time: z.string().max(100).optional(),
    targetAmount: targetSchema.optional(),
    targetName: labelSchema.optional(),
  })
  .meta({ id: 'Report' });
/** A stored question with a title and a picture. */
export type Report = z.infer<typeof reportSchema>;

/** A page of reports; `width` is of 24 columns. */
export const dashboardSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    tiles: z.array(z.strictObject({ report: keySchema, width: z.int().min(4).max(24) })).max(40),
  })
  .meta({ id: 'Dashboard' });
/** A page of reports. */
export type Dashboard = z.infer<typeof dashboardSchema>;
