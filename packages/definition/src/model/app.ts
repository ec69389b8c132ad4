import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';
import { appPartSchema } from './app-part.ts';
import { automationSchema } from './automation/automation.ts';
import { calendarSchema, MOST_CALENDARS } from './calendar.ts';
import { conversionSchema } from './conversion.ts';
import { duplicateRuleSchema, MOST_DUPLICATE_RULES } from './duplicate-rule.ts';
import { fieldSchema } from './field.ts';
import { ICONS } from './icon.ts';
import { MOST_COLUMNS, MOST_SECTION_FIELDS } from './limits.ts';
import { mapSchema } from './map.ts';
import { processSchema } from './pipeline.ts';
import { dashboardSchema, reportSchema } from './report.ts';
import { roleSchema } from './role.ts';

/** A part of a form: a heading and its fields in order. */
export const sectionSchema = z
  .strictObject({ key: keySchema, name: labelSchema, fields: z.array(keySchema).max(MOST_SECTION_FIELDS) })
  .meta({ id: 'Section' });
/** A part of a form. */
export type Section = z.infer<typeof sectionSchema>;

/** A saved way of looking at an entity's records. */
export const viewSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    columns: z.array(z.string().max(60)).min(1).max(MOST_COLUMNS),
    filter: ruleSchema.optional(),
    sort: z.string().max(200).optional(),
    /** The field whose values make the groups of its list. */
    group: z.string().max(60).optional(),
  })
  .meta({ id: 'View' });
/** A saved way of looking at an entity's records. */
export type View = z.infer<typeof viewSchema>;

/** A rule every record must keep, with the sentence for who breaks it. */
export const constraintSchema = z
  .strictObject({ key: keySchema, rule: ruleSchema, message: labelSchema, field: keySchema.optional() })
  .meta({ id: 'Constraint' });
/** A rule every record must keep. */
export type Constraint = z.infer<typeof constraintSchema>;

/** An entity: a kind of record. */
export const entitySchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    plural: labelSchema,
    title: keySchema,
    subtitle: keySchema.optional(),
    /** The picture in menus. */
    icon: z.enum(ICONS).optional(),
    /** Less used: stands in a group of its own at the end of menus. */
    menu: z.literal('more').optional(),
    /** Its records are activities of what this reference names: they stand on that record's time line, and are written there. */
    activityOf: keySchema.optional(),
    /** The references that say what a record came of, the first that is filled in: of a payment the order, of an order the contract. */
    origins: z.array(keySchema).min(1).max(5).optional(),
    /** What an activity tells of the record it belongs to: written there too, into the fields of the same keys. */
    carries: z.array(keySchema).max(20).optional(),
    /** Its records are tasks of what this reference names: `due` is the day by which, `done` the moment at which one was done. */
    taskOf: keySchema.optional(),
    due: keySchema.optional(),
    done: keySchema.optional(),
    fields: z.array(fieldSchema).min(1).max(300),
    form: z.array(sectionSchema).min(1).max(30),
    views: z.array(viewSchema).min(1).max(50),
    constraints: z.array(constraintSchema).max(100),
    process: processSchema.optional(),
    /** By what two records are duplicates, of those that move through pipelines two that are not closed. */
    duplicates: z.array(duplicateRuleSchema).max(MOST_DUPLICATE_RULES).optional(),
    map: mapSchema.optional(),
    /** How its records become others. */
    conversion: conversionSchema.optional(),
    retired: z.literal(true).optional(),
  })
  .meta({ id: 'Entity' });
/** An entity: a kind of record. */
export type Entity = z.infer<typeof entitySchema>;

/** The number of the document format this build writes. */
export const FORMAT_VERSION = 2;

/** An app: everything an admin can shape, in one document. */
export const appSchema = z
  .strictObject({
    formatVersion: z.literal(FORMAT_VERSION),
    name: labelSchema,
    description: labelSchema.optional(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    timeZone: z.string().min(1).max(60),
    entities: z.array(entitySchema).min(1).max(100),
    roles: z.array(roleSchema).min(1).max(50),
    reports: z.array(reportSchema).max(200),
    dashboards: z.array(dashboardSchema).max(50),
    automations: z.array(automationSchema).max(200).optional(),
    /** Which days and hours are worked, the main calendar first. */
    calendars: z.array(calendarSchema).max(MOST_CALENDARS).optional(),
    /** What of it can be switched on and off. */
    parts: z.array(appPartSchema).max(30).optional(),
  })
  .meta({ id: 'App' });
/** An app definition. */
export type App = z.infer<typeof appSchema>;

/** The JSON Schema (2020-12) of an app definition, generated from the zod schemas. */
export function appJsonSchema(): object {
  return z.toJSONSchema(appSchema, { target: 'draft-2020-12' });
}
