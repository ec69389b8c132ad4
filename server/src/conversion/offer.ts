import { type ConversionOffer, type ConversionTarget, type Field, faults, fieldOf, type Language } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { comparable, compileOnce, type SameRow, sameSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { namesOf } from '../door/names.ts';
import { byPerson } from '../records/by-person.ts';
import { type At, beginningsOf, madeBy, type Source, sourceOf } from './source.ts';

type Offered = ConversionOffer['targets'][number];

/**
 * What a record would become: what each result begins with, which records are there that are the same and in sight of who asks, and whose those are that
 * are out of sight, of which nothing else is told.
 */
export async function conversionOffer(server: Server, inApp: InApp, at: At, language: Language): Promise<ConversionOffer> {
  const source = await sourceOf(byPerson(server, inApp, { by: 'convert' }), inApp, at);
  const { conversion, against } = source;
  const begin = beginningsOf(source, inApp);
  const targets: Offered[] = [];
  for (const target of conversion.targets) targets.push(await offered(server.pool, inApp, target, begin[target.key] ?? {}, source));
  return { faults: faults(against ? [against] : [], language), targets };
}

async function offered(db: Queryable, inApp: InApp, target: ConversionTarget, values: Facts, { against }: Source): Promise<Offered> {
  const { entity, create } = madeBy(inApp, target);
  const same = against ? [] : await sameRecords(db, inApp, target, values);
  const seen = same.filter((each) => each.seen);
  const titles = await namesOf(
    db,
    inApp.view,
    { type: 'reference', target: entity.key },
    seen.map(({ id }) => id),
  );
  const hidden = same.filter((each) => !each.seen);
  const owners = await namesOf(
    db,
    inApp.view,
    { type: 'person' },
    hidden.flatMap(({ owner }) => owner ?? []),
  );
  return {
    ...{ key: target.key, entity: entity.key, create, values },
    matches: seen.map(({ id, by, near }) => ({ id, title: titles[id] ?? '', by, links: near })),
    hidden: hidden.map(({ owner, by }) => ({ owner: owner === null ? null : (owners[owner] ?? null), by })),
  };
}

/** The records that are the same as a new one with these values, by the fields that say so. */
async function sameRecords(db: Queryable, inApp: InApp, target: ConversionTarget, values: Facts): Promise<readonly SameRow[]> {
  const { entity } = madeBy(inApp, target);
  const fields = (target.match ?? []).flatMap((key): Field[] => {
    const field = fieldOf(entity, key);
    return field && comparable(field) && typeof values[key] === 'string' ? [field] : [];
  });
  if (fields.length === 0) return [];
  const links = Object.keys(target.links ?? {});
  const slots = Object.fromEntries(fields.map(({ key }) => [`same.${key}`, values[key]]));
  const named = fields.map(({ key }) => key).join();
  const statement = compileOnce(inApp.view, `same ${entity.key} ${named} ${links.join()}`, slots, (each) => ({
    value: sameSql(each, entity, fields, links),
  }));
  return rows<SameRow>(db, orRefuse(statement));
}
