import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { COLORS } from '../ground/color.ts';
import { FILE_KIND_NAMES } from '../ground/file-kind.ts';
import { keySchema, labelSchema } from '../ground/label.ts';
import { byRuleSchema } from './by-rule.ts';
import { FIELD_TYPES, type FieldType, fieldSettings, type Setting } from './field-settings.ts';
import { MOST_FILES, MOST_MEGABYTES } from './limits.ts';

/** One choice of a choice field. */
export const optionSchema = z
  .strictObject({ key: keySchema, name: labelSchema, color: z.enum(COLORS).optional(), retired: z.literal(true).optional() })
  .meta({ id: 'Option' });
/** One choice of a choice field. */
export type Option = z.infer<typeof optionSchema>;

const settings = {
  default: ruleSchema,
  unique: z.boolean(),
  searchable: z.boolean(),
  options: z.array(optionSchema).max(200),
  target: keySchema,
  within: keySchema,
  kept: z.boolean(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  scale: z.int().min(0).max(8),
  min: z.number(),
  max: z.number(),
  maxLength: z.int().min(1).max(100_000),
  format: z.string().regex(/^[A-Za-z0-9/_.-]{0,20}\{0{1,12}\}[A-Za-z0-9/_.-]{0,20}$/),
  maxFiles: z.int().min(1).max(MOST_FILES),
  maxMegabytes: z.int().min(1).max(MOST_MEGABYTES),
  accepts: z.array(z.enum(FILE_KIND_NAMES)).min(1).max(FILE_KIND_NAMES.length),
  byRule: byRuleSchema,
} satisfies Record<Setting, z.ZodType>;
const first = { key: keySchema, name: labelSchema, help: labelSchema.optional(), required: z.boolean().optional() };
const last = { showIf: ruleSchema.optional(), retired: z.literal(true).optional() };

/** What every field has, whatever its type. */
interface Common extends z.infer<z.ZodObject<typeof first>>, z.infer<z.ZodObject<typeof last>> {}
type Values = { [S in Setting]: z.infer<(typeof settings)[S]> };
type Taken<T extends FieldType> = (typeof fieldSettings)[T][number];

/** Every property that a field of any type may have. */
export type AnyField = Common & { type: FieldType } & Partial<Values>;
/** Changes to a field's properties. */
export type FieldPatch = Partial<Omit<AnyField, 'key'>>;

/** A field of one type: a setting that means nothing for the type can be read, as undefined, and never be given. */
export type FieldOf<T extends FieldType> = Common & { type: T } & { [S in Setting]?: S extends Taken<T> ? Values[S] : undefined };
/** A field of an entity. */
export type Field = { [T in FieldType]: FieldOf<T> }[FieldType];

const schemaOf = (type: FieldType) => {
  const own = Object.fromEntries(fieldSettings[type].map((setting) => [setting, settings[setting].optional()]));
  return z.strictObject({ ...first, type: z.literal(type), ...own, ...last });
};

/** The schema of each type of field. */
export const fieldSchemas = FIELD_TYPES.map(schemaOf);
type Schemas = [(typeof fieldSchemas)[number], ...typeof fieldSchemas];

/** A field of an entity. The types follow from the table of settings, which is more than TypeScript sees of a list that is made by a loop. */
export const fieldSchema = z.discriminatedUnion('type', fieldSchemas as Schemas).meta({ id: 'Field' }) as unknown as z.ZodType<Field>;
