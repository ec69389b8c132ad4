import { type FieldType, fieldSettings, isSetting, takes } from '../model/field-settings.ts';

/** A document, or a part of one, in a format that may be an old one. */
export type Document = Readonly<Record<string, unknown>>;

/** The step from one format to the next: for a whole definition, and for a view on its own, as people keep them for themselves. */
export interface Upgrade {
  readonly app: (old: Document) => Document;
  readonly view: (old: Document) => Document;
}

/** Applies a change to each part of a list; what is no list of parts is left for the schema to refuse. */
function eachPart(list: unknown, change: (part: Document) => Document): unknown {
  const isPart = (part: unknown): part is Document => typeof part === 'object' && part !== null && !Array.isArray(part);
  return Array.isArray(list) ? list.map((part) => (isPart(part) ? change(part) : part)) : list;
}

/** In version 1 every field could have every setting; one that meant nothing for its type was stored and never read. */
function withoutForeignSettings(field: Document): Document {
  const { type } = field;
  if (typeof type !== 'string' || !Object.hasOwn(fieldSettings, type)) return field;
  return Object.fromEntries(Object.entries(field).filter(([name]) => !isSetting(name) || takes({ type: type as FieldType }, name)));
}

/** Every step there is, by the format version it starts from. */
export const UPGRADES: Readonly<Record<number, Upgrade>> = {
  1: {
    app: (old) => ({
      ...old,
      entities: eachPart(old.entities, (entity) => ({ ...entity, fields: eachPart(entity.fields, withoutForeignSettings) })),
    }),
    view: (old) => old,
  },
};
