import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, labelSchema } from './label.ts';

/** Every kind of field there is. What each means stands in one row of `fieldTypes` here, and of its like in sql and ui. */
export const FIELD_TYPES = [
  'text',
  'long_text',
  'integer',
  'decimal',
  'money',
  'percent',
  'date',
  'datetime',
  'boolean',
  'choice',
  'choices',
  'person',
  'department',
  'reference',
  'email',
  'phone',
  'url',
  'auto_number',
  'company_id',
] as const;
/** The kind of a field. */
export type FieldType = (typeof FIELD_TYPES)[number];

/** The colours an admin may give options and stages; each has a light and a dark form on screen. */
export const COLORS = ['grey', 'blue', 'cyan', 'green', 'gold', 'orange', 'red', 'purple'] as const;
/** A colour by name. */
export type Color = (typeof COLORS)[number];

/** One choice of a choice field. */
export const optionSchema = z
  .strictObject({ key: keySchema, name: labelSchema, color: z.enum(COLORS).optional(), retired: z.literal(true).optional() })
  .meta({ id: 'Option' });
/** One choice of a choice field. */
export type Option = z.infer<typeof optionSchema>;

/** A field of an entity. */
export const fieldSchema = z
  .strictObject({
    key: keySchema,
    type: z.enum(FIELD_TYPES),
    name: labelSchema,
    help: labelSchema.optional(),
    required: z.boolean().optional(),
    unique: z.boolean().optional(),
    searchable: z.boolean().optional(),
    options: z.array(optionSchema).max(200).optional(),
    target: keySchema.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    scale: z.int().min(0).max(8).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    maxLength: z.int().min(1).max(100_000).optional(),
    format: z
      .string()
      .regex(/^[A-Za-z0-9/_.-]{0,20}\{0{1,12}\}[A-Za-z0-9/_.-]{0,20}$/)
      .optional(),
    showIf: ruleSchema.optional(),
    retired: z.literal(true).optional(),
  })
  .meta({ id: 'Field' });
/** A field of an entity. */
export type Field = z.infer<typeof fieldSchema>;
