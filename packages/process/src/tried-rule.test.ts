import { type App, type ByRule, editEntity, entityOf, type Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts, Rule } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruledFor } from './by-rule.ts';
import { prepare } from './prepare.ts';
import { triedRule } from './tried-rule.ts';

const name = { en: 'x', 'zh-CN': 'x' };
const options = ['s', 'm', 'l'].map((key) => ({ key, name }));
const staff = (least: number): Rule => ({ '>=': [{ var: 'staff' }, least] });
const rule = (...rows: [Rule, string][]): ByRule => ({
  rows: rows.map(([when, value], i) => ({ key: `row_${i}`, name, when, value })),
  otherwise: 's',
});

function tried(byRule: ByRule, facts: Facts) {
  const fields = [
    { key: 'staff', type: 'integer', name },
    { key: 'size', type: 'choice', name, options, byRule },
  ] as Field[];
  const app: App = editEntity(exampleApp(), 'deal', (entity) => ({ ...entity, fields: [...entity.fields, ...fields] }));
  const entity = entityOf(app, 'deal') as never;
  return { app, entity, ...triedRule(app, entity, { byRule }, facts) };
}
const told = (byRule: ByRule, facts: Facts) => {
  const { rows, says } = tried(byRule, facts);
  return [...rows, says && `${says.value} ${says.row?.key ?? 'otherwise'}`];
};

describe('what a rule would say of a record', () => {
  it('is that of the first row that holds, and says of each row what it has to do with it', () => {
    const three = rule([staff(1000), 'l'], [staff(10), 'm'], [staff(1), 's']);
    expect(told(three, { staff: 500 })).toEqual(['not', 'decides', 'late', 'm row_1']);
    expect(told(three, { staff: 5000 })).toEqual(['decides', 'late', 'late', 'l row_0']);
    expect(told(three, { staff: null })).toEqual(['not', 'not', 'not', 's otherwise']);
    expect(told(rule([false, 'l']), {})).toEqual(['not', 's otherwise']);
  });

  it('cannot be said where a row that is asked first reads what nobody here knows, and can where that row comes too late', () => {
    const far: Rule = { '==': [{ var: 'firm.size' }, 'big'] };
    expect(told(rule([far, 'l'], [staff(10), 'm']), { staff: 50 })).toEqual(['unknown', 'late', undefined]);
    expect(told(rule([staff(10), 'm'], [far, 'l']), { staff: 50 })).toEqual(['decides', 'unknown', 'm row_0']);
    expect(told(rule([staff(10), 'm']), { staff: undefined as never })).toEqual(['unknown', undefined]);
  });

  it('waits for a row that is not complete', () => {
    expect(told(rule([{ '>=': [{ var: 'gone' }, 1] }, 'l'], [staff(10), 'm']), { staff: 50 })).toEqual(['faulty', 'late', undefined]);
  });

  it('is what the server says, whatever the rows and the record', () => {
    const least = fc.integer({ min: -2, max: 6 });
    const rows = fc.array(fc.tuple(least, fc.constantFrom('s', 'm', 'l')), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, fc.option(fc.integer({ min: -3, max: 7 })), (given, n) => {
        const byRule = rule(...given.map(([from, value]): [Rule, string] => [staff(from), value]));
        const { app, entity, says } = tried(byRule, { staff: n });
        const [ready] = prepare(app, entity).ruled;
        expect(says).toEqual(ruledFor(ready as never, { staff: n }));
      }),
    );
  });
});
