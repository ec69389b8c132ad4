import {
  type App,
  type Conversion,
  type ConversionTarget,
  type Entity,
  entityOf,
  grantOf,
  rowsFor,
  surroundings,
} from '@pipewright/definition';
import { compile, type Facts, type Issue } from '@pipewright/logic';
import { type Beginnings, conversionRefusal, conversionSets, conversionValues } from '@pipewright/process';
import { entityFor } from '../door/entity.ts';
import type { InApp } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { appForPerson } from '../published/view-for-person.ts';
import { recordFacts } from '../records/beginnings.ts';
import type { Current, SaveTerms } from '../records/change.ts';
import { loadOne } from '../records/load-for-write.ts';

/** The record that is to be converted. */
export interface At {
  readonly entity: string;
  readonly id: string;
}

/** A record as its conversion looks at it. */
export interface Source {
  /** The app, the entity and its conversion as they are known to who converts: nothing else is copied from the record. */
  readonly known: App;
  readonly entity: Entity;
  readonly conversion: Conversion;
  /** What a converted record has in its own fields. */
  readonly sets: Facts;
  readonly current: Current;
  readonly facts: Facts;
  /** Why it may not be converted; undefined where it may. */
  readonly against: Issue | undefined;
}

/**
 * Reads a record for its conversion, and locks it inside a transaction. Refused where it is out of sight, not to be changed by who asks, or where that
 * person's role may not carry the conversion out.
 */
export async function sourceOf(terms: SaveTerms, inApp: InApp, at: At): Promise<Source> {
  const { view, published } = inApp;
  const entity = entityFor(view, at.entity);
  const ready = published.entity(entity.key) ?? refuse('unknown.entity', { name: entity.key }, 'entity');
  const scope = { ...terms, ready };
  const { current, known } = (await loadOne(scope, at.id)) ?? refuse('unknown.record');
  const { app } = appForPerson(published, view);
  const seen = entityOf(app, entity.key) ?? entity;
  if (!entity.conversion || !seen.conversion) return refuse('conversion.none', { entity: entity.name });
  if (!current.may_update) refuse('denied.update');
  const facts = recordFacts(scope, current.values, known);
  const sets = Object.fromEntries(conversionSets(entity, entity.conversion));
  const against = conversionRefusal(published.app, entity, entity.conversion, facts);
  return { known: app, entity: seen, conversion: seen.conversion, sets, current, facts, against };
}

/** The entity that a target makes a record of, and whether who converts may make one. */
export function madeBy({ view }: InApp, { entity: key }: ConversionTarget): { readonly entity: Entity; readonly create: boolean } {
  return { entity: entityFor(view, key), create: grantOf(view.principal.role, key).create };
}

/**
 * What the results of a conversion begin with. They are given to the owner of the record only where who converts sees them then: of what one makes out of sight
 * the next result could not be made, so that whoever has the record by a share alone keeps them.
 */
export function beginningsOf({ known, entity, conversion, current, facts }: Source, inApp: InApp): Beginnings {
  const begin = conversionValues(known, entity, conversion, facts);
  const { app, principal } = inApp.view;
  const { department } = current.values;
  const sees = (target: ConversionTarget) => {
    const values = begin[target.key];
    if (!values?.owner || values.owner === principal.user) return true;
    const rows = compile(rowsFor(app, madeBy(inApp, target).entity, principal, 'read'));
    return rows({ ...surroundings(principal), ...values, department });
  };
  if (conversion.targets.every(sees)) return begin;
  return Object.fromEntries(Object.entries(begin).map(([key, { owner: _, ...values }]) => [key, values]));
}
