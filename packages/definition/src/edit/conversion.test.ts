import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { askedAtConversion, conversionSources, freeConverted } from '../check/conversion-sources.ts';
import { validate } from '../check/validate.ts';
import type { App, Entity } from '../model/app.ts';
import { entityOf } from '../model/vocabulary.ts';
import { readApp } from '../stored/read.ts';
import { mapConverted, removeConversion } from './conversion.ts';

const read = readApp(JSON.parse(readFileSync(new URL('../../../../templates/opportunity/definition.json', import.meta.url), 'utf8')));
const app = (read as { value: App }).value;
const lead = entityOf(app, 'lead') as Entity;
const targets = lead.conversion?.targets ?? [];
const target = (next: App, key: string) => entityOf(next, 'lead')?.conversion?.targets.find((each) => each.key === key);

it('maps each field from all that is offered for it, and unmaps it, without a fault', () => {
  let tried = 0;
  for (const one of targets) {
    for (const field of freeConverted(app, 'lead', one)) {
      const source = conversionSources(app, lead, field)[0];
      const mapped = mapConverted(app, 'lead', one.key, field.key, source?.key);
      expect(target(mapped, one.key)?.values[field.key]).toEqual({ var: source?.key });
      expect(validate(mapped)).toEqual([]);
      tried++;
    }
    for (const key of Object.keys(one.values)) expect(validate(mapConverted(app, 'lead', one.key, key, undefined))).toEqual([]);
  }
  expect(tried).toBeGreaterThan(3);
});

it('compares by no field that it gives no value any more', () => {
  const once = mapConverted(app, 'lead', 'contact', 'phone', undefined);
  expect(target(once, 'contact')?.match).toEqual(['email']);
  expect(target(mapConverted(once, 'lead', 'contact', 'email', undefined), 'contact')).not.toHaveProperty('match');
});

it('offers only what fits, and says what will be asked', () => {
  const name = entityOf(app, 'customer')?.fields.find(({ key }) => key === 'name');
  const offered = conversionSources(app, lead, name as NonNullable<typeof name>).map(({ key }) => key);
  expect(offered).toContain('company');
  expect(offered).not.toContain('budget');
  const without = mapConverted(app, 'lead', 'customer', 'name', undefined);
  expect(askedAtConversion(without, target(without, 'customer') as never).map(({ key }) => key)).toContain('name');
});

it('goes away without a fault, and the fields it wrote stay', () => {
  const off = removeConversion(app, 'lead');
  expect(entityOf(off, 'lead')).not.toHaveProperty('conversion');
  expect(entityOf(off, 'lead')?.fields).toEqual(lead.fields);
  expect(validate(off)).toEqual([]);
});
