import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { Entity } from './app.ts';
import { FIELD_TYPES } from './field-settings.ts';
import { fieldTypes, hasColumn, hasTrait, isChoice, isGiven, isTimed } from './field-type.ts';
import { APPLIES, anyField, fieldOf, fieldsOf, isDerived, RESERVED, stagesOf, systemFields } from './system-field.ts';
import { askVocabularyOf, entityOf, SURROUNDINGS, targetOf, vocabularyOf } from './vocabulary.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = exampleApp();
const [deal, firm] = app.entities as [Entity, Entity];
const retired: Entity = { ...firm, fields: firm.fields.map((each) => (each.key === 'size' ? { ...each, retired: true as const } : each)) };

describe('the fields that every record has', () => {
  it('are those of where it stands as well where there is a process', () => {
    const [plain, staged] = [firm, deal].map((entity) => systemFields(entity).map(({ key }) => key));
    expect(plain).toEqual(['owner', 'department', 'created_at', 'created_by', 'updated_at', 'updated_by', 'baseline']);
    expect(staged?.slice(plain?.length)).toEqual([
      ...['pipeline', 'stage', 'status', 'stage_since', 'probability', 'closed_on', 'status_reason', 'status_until', 'applies'],
    ]);
  });

  it('have keys that no field of an admin’s own may take', () => {
    for (const { key } of systemFields(deal)) expect([key, RESERVED.has(key)]).toEqual([key, true]);
    for (const name of Object.keys(SURROUNDINGS)) expect(RESERVED.has(name.split('.')[0] ?? '')).toBe(true);
    expect(RESERVED.has('name')).toBe(false);
  });

  it('offer the stages of all pipelines once each, those of the one for everything else first', () => {
    expect(stagesOf(deal).map(({ key, probability }) => [key, probability])).toEqual([
      ['start', 10],
      ['offer', 50],
      ['sign', 90],
      ['tender', 50],
    ]);
    expect(stagesOf(firm)).toEqual([]);
    const options = (key: string) => fieldOf(deal, key)?.options?.map((option) => option.key);
    expect([options('stage'), options('pipeline')]).toEqual([
      ['start', 'offer', 'sign', 'tender'],
      ['big', 'plain'],
    ]);
    expect(options('status')).toEqual(['open', 'won', 'lost', 'paused', 'future', 'void']);
  });

  it('are worked out or stored', () =>
    expect(
      systemFields(deal)
        .filter(isDerived)
        .map(({ key }) => key),
    ).toEqual([APPLIES]));
});

describe('a field by its key', () => {
  it('is a live one, the admin’s before the system’s, unless any is asked for', () => {
    expect(fieldOf(firm, 'size')?.type).toBe('choice');
    expect([fieldOf(retired, 'size'), anyField(retired, 'size')?.key, anyField(retired, 'ghost')]).toEqual([undefined, 'size', undefined]);
    expect(fieldOf(firm, 'stage')).toBeUndefined();
    expect(fieldsOf(retired).map(({ key }) => key)).not.toContain('size');
  });

  it('leads to an entity that is live', () => {
    const gone = { ...app, entities: [deal, { ...firm, retired: true as const }] };
    expect(targetOf(app, fieldOf(deal, 'firm'))?.key).toBe('firm');
    expect([targetOf(gone, fieldOf(deal, 'firm')), entityOf(gone, 'firm'), targetOf(app, fieldOf(deal, 'owner'))]).toEqual(
      Array(3).fill(undefined),
    );
    expect(targetOf(app, { type: 'text', target: 'firm' })).toBeUndefined();
  });
});

describe('the names that a rule may use', () => {
  it('are fields, those of a referenced record, and what surrounds it, with the types that rules see', () => {
    const scope = vocabularyOf(app, deal);
    expect(scope).toMatchObject({
      id: 'text',
      amount: 'number',
      due: 'date',
      'firm.size': 'text',
      'firm.created_at': 'datetime',
      stage: 'text',
    });
    expect(scope).toMatchObject(SURROUNDINGS);
    expect(Object.keys(scope).filter((name) => name.split('.').length > 2)).toEqual([]);
  });

  it('are no retired ones, here or there', () => {
    expect(Object.keys(vocabularyOf({ ...app, entities: [deal, retired] }, deal))).not.toContain('firm.size');
  });

  it('are for a question what is worked out, too', () => {
    const more = Object.keys(askVocabularyOf(app, deal)).filter((name) => !Object.hasOwn(vocabularyOf(app, deal), name));
    expect(more).toEqual(['applies']);
  });
});

describe('the table of field types', () => {
  it.each(FIELD_TYPES)('%s: its row agrees with itself', (type) => {
    const row = fieldTypes[type];
    const schema = row.schema({ key: 'x', name: label('X'), type, options: [] } as never);
    const json = {
      text: ['string'],
      number: ['string', 'integer'],
      boolean: ['boolean'],
      date: ['string'],
      datetime: ['string'],
      list: ['array'],
    };
    expect(json[row.value]).toContain(schema.type);
    // A number that travels as a text is an exact one, and the other way round.
    expect(row.value === 'number' && schema.type === 'string').toBe(hasTrait({ type }, 'exact'));
    // What several values stand in has no order, and what is measured is a number.
    expect(hasTrait({ type }, 'list') && hasTrait({ type }, 'ordered')).toBe(false);
    expect(row.report === 'measure').toBe(hasTrait({ type }, 'numeric'));
    expect(isTimed({ type })).toBe(type === 'date' || type === 'datetime');
    expect(isChoice({ type })).toBe(type === 'choice');
    expect(hasColumn({ type }) || !isGiven({ type })).toBe(true);
    // Whatever a type becomes, values keep their meaning on from there.
    for (const next of row.becomes) {
      expect(fieldTypes[next].value).toBe(row.value);
      for (const after of fieldTypes[next].becomes) expect(row.becomes).toContain(after);
    }
  });
});
