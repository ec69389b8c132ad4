import { describe, expect, it } from 'vitest';
import { editEntity } from '../edit/entity.ts';
import { letGo } from '../edit/let-go.ts';
import { exampleApp } from '../example.ts';
import type { ByRule } from '../model/by-rule.ts';
import type { Field } from '../model/field.ts';
import { diff } from '../parts/diff.ts';
import { uses } from '../parts/uses.ts';
import { validate } from './validate.ts';

const name = (en: string) => ({ en, 'zh-CN': en });
const row = (key: string, when: unknown, value = 'a') => ({ key, name: name(key), when, value }) as ByRule['rows'][number];
const rule = (rows: ByRule['rows'], more: Partial<ByRule> = {}): ByRule => ({ rows, otherwise: null, ...more });

function withKind(byRule: ByRule | undefined, more: Partial<Field> = {}, second?: ByRule) {
  const options = [
    { key: 'a', name: name('A') },
    { key: 'b', name: name('B') },
    { key: 'old', name: name('Old'), retired: true as const },
  ];
  const fields = [
    { key: 'staff', type: 'integer', name: name('Staff') },
    { key: 'counted', type: 'auto_number', name: name('Counted'), format: 'N-{00}' },
    { key: 'kind', type: 'choice', name: name('Kind'), options, ...(byRule ? { byRule } : {}), ...more },
    { key: 'other', type: 'choice', name: name('Other'), options, ...(second ? { byRule: second } : {}) },
  ] as Field[];
  return editEntity(exampleApp(), 'firm', (entity) => ({ ...entity, fields: [...entity.fields, ...fields] }));
}
const codes = (...given: Parameters<typeof withKind>) =>
  validate(withKind(...given)).map(({ path, code }) => `${path.replace(/^.*fields\.\d+\.?/, '')} ${code}`);
const big = { '>': [{ var: 'staff' }, 10] };
const is = (field: string) => ({ '==': [{ var: field }, 'a'] });

describe('the rule of a choice field', () => {
  it('is good where its rows read the record and give its options', () => {
    expect(codes(rule([row('big', big)], { otherwise: 'b', mayOverride: true, reason: true }))).toEqual([]);
    expect(codes(rule([row('mine', { '==': [{ var: 'owner' }, 'x'] }), row('day', { '>': [{ var: 'today' }, '2030-01-01'] })]))).toEqual(
      [],
    );
    expect(codes(rule([row('one', is('other'))]), {}, rule([row('two', big)]))).toEqual([]);
  });

  it('gives options that there are, in rows of which there is one', () => {
    expect(codes(rule([row('big', big, 'none'), row('old', big, 'old')], { otherwise: 'gone' }))).toEqual([
      'byRule.rows.0.value by_rule.option',
      'byRule.rows.1.value by_rule.option',
      'byRule.otherwise by_rule.option',
    ]);
    expect(codes(rule([]))).toEqual(['byRule.rows by_rule.rows']);
    expect(codes(rule([row('big', big), row('big', big)]))).toEqual(['byRule.rows.1.key key.twice']);
  });

  it('reads neither who asks, nor what is counted out, nor what stands beside it', () => {
    const mine = rule([row('big', big)], { mayOverride: true });
    for (const read of ['user.id', 'counted', 'created_by', 'other__set'])
      expect([read, codes(rule([row('x', is(read))]), {}, mine)]).toEqual([read, ['byRule.rows.0.when rule.variable']]);
  });

  it('reads nothing that waits for it', () => {
    expect(codes(rule([row('self', is('kind'))]))).toEqual(['byRule by_rule.circle']);
    expect(codes(rule([row('one', is('other'))]), {}, rule([row('two', is('kind'))]))).toEqual([
      'byRule by_rule.circle',
      'byRule by_rule.circle',
    ]);
  });

  it('is instead of a default, and leaves room for the keys beside it', () => {
    expect(codes(rule([row('big', big)]), { default: 'a' })).toEqual(['default by_rule.default']);
    expect(codes(rule([row('big', big)]), { key: `k${'x'.repeat(32)}` })).toEqual(['key by_rule.key']);
    expect(codes(undefined, { key: 'stage__set' })).toEqual(['key key.reserved']);
  });

  it('is found where a field or an option is used, and lets go of it row by row', () => {
    const app = withKind(rule([row('big', big), row('firm', is('other'), 'b')], { otherwise: 'a', mayOverride: true }));
    const at = (path: string) => `entities.firm.fields.${path}`;
    const used = (path: string) => uses(app, at(path)).map(({ path: where, property }) => `${where} ${property}`);
    expect(used('staff')).toEqual([`${at('kind')} byRule`]);
    expect(used('other.options.a')).toEqual([`${at('kind')} byRule`]);
    const left = (path: string) =>
      letGo(app, at(path), () => true)
        .entities.flatMap(({ fields }) => fields)
        .find(({ key }) => key === 'kind')?.byRule;
    expect(left('staff')).toEqual(rule([row('firm', is('other'), 'b')], { otherwise: 'a', mayOverride: true }));
    expect(left('kind.options.a')).toEqual(rule([row('firm', is('other'), 'b')], { mayOverride: true }));
    expect(left('kind.options.b')).toEqual(rule([row('big', big)], { otherwise: 'a', mayOverride: true }));
  });

  it('is told as a change in words', () => {
    const [change] = diff(withKind(undefined), withKind(rule([row('big', big)])));
    expect([change?.kind, change?.properties, change?.values?.byRule?.from]).toEqual(['changed', ['byRule'], null]);
    expect(change?.values?.byRule?.to).toMatchObject({
      kind: 'list',
      items: [{ name: { en: 'big' }, value: { items: [{ kind: 'rule' }, { label: { en: 'A' } }] } }, { name: { en: 'Otherwise' } }, {}],
    });
  });
});
