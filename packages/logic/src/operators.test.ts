import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, isOperator, OPERATORS, type OperatorName, operatorOf } from './operators.ts';
import type { Value, ValueType } from './value-type.ts';

const run = (name: OperatorName, values: readonly Value[], type: ValueType = 'number') =>
  operatorOf(name).run(
    values,
    values.map(() => type),
  );
const number = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 10 })).map(([digits, scale]) => {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return `${digits < 0n ? '-' : ''}${text.slice(0, text.length - scale)}${scale ? `.${text.slice(-scale)}` : ''}`;
});

describe('the one writing of a number', () => {
  it.each<[Value, string]>([
    ['1.50', '1.5'],
    ['-0.000', '0'],
    ['007', '7'],
    [1e-7, '0.0000001'],
    [123456789012345680000, '123456789012345680000'],
    ['100', '100'],
  ])('%s is %s', (value, text) => expect(decimalText(value)).toBe(text));

  it('stays what it is once it is written', () => {
    fc.assert(
      fc.property(number, (a) => {
        expect(decimalText(decimalText(a))).toBe(decimalText(a));
      }),
    );
  });
});

describe('arithmetic', () => {
  it.each<[OperatorName, Value[], Value]>([
    ['+', ['0.1', '0.2', '-0.3'], '0'],
    ['+', ['99999999999999999999', '0.00000000000000000001'], '99999999999999999999.00000000000000000001'],
    ['-', ['1', '0.9'], '0.1'],
    ['-', ['0'], '0'],
    ['*', ['0.1', '0.1', '0.1'], '0.001'],
    ['*', ['-1', '0'], '0'],
    ['/', ['1', '3'], '0.33333333333333333333'],
    ['/', ['-1', '6'], '-0.16666666666666666667'],
    ['/', ['5', '0.00'], null],
    ['round', ['0.5'], '1'],
    ['round', ['-0.5'], '-1'],
    ['round', ['1.005', 2], '1.01'],
    ['round', ['149', -2], '100'],
    ['round', ['150', -2], '200'],
  ])('%s of %j is %j', (name, values, expected) => expect(run(name, values)).toBe(expected));

  it('does not care in which order sums and products are made', () => {
    const numbers = fc.array(number, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(numbers, fc.constantFrom('+' as const, '*' as const), (values, name) => {
        expect(run(name, values.toReversed())).toBe(run(name, values));
        expect(run(name, values.toSorted())).toBe(run(name, values));
      }),
    );
  });

  it('shares a product out over a sum, without a digit lost', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(run('*', [a, run('+', [b, c])])).toBe(run('+', [run('*', [a, b]), run('*', [a, c])]));
      }),
    );
  });

  it('rounds to the nearest, and what is rounded no further', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: -3, max: 8 }), (a, digits) => {
        const rounded = run('round', [a, digits]);
        expect(run('round', [rounded, digits])).toBe(rounded);
        const off = String(run('-', [rounded, a])).replace('-', '');
        const half = digits >= 0 ? `0.${'0'.repeat(digits)}5` : `5${'0'.repeat(-digits - 1)}`;
        expect(run('max', [off, half])).toBe(decimalText(half));
      }),
    );
  });
});

describe('the least and the greatest', () => {
  it('look past what is empty, and are empty of nothing else', () => {
    expect(run('min', [null, '2', null, '10'])).toBe('2');
    expect(run('max', [null, '2', null, '10'])).toBe('10');
    expect(run('max', [null, null])).toBeNull();
  });

  it('are the ends of the order of their type', () => {
    expect(run('max', ['\uffee', '\u{10000}'], 'text')).toBe('\u{10000}');
    expect(run('min', ['2024-01-01T08:00:00+08:00', '2024-01-01T00:00:01Z'], 'datetime')).toBe('2024-01-01T08:00:00+08:00');
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 6 }), (values) => {
        const [least, greatest] = [run('min', values), run('max', values)];
        expect(values).toContain(least);
        for (const each of values) {
          expect(decimalText(run('min', [least, each]))).toBe(decimalText(least));
          expect(decimalText(run('max', [greatest, each]))).toBe(decimalText(greatest));
        }
      }),
    );
  });
});

describe('texts that are joined', () => {
  it('leave out what is empty and write numbers in their one writing', () => {
    expect(operatorOf('cat').run(['A', null, '1.50', '2024-01-01'], ['text', 'text', 'number', 'date'])).toBe('A1.52024-01-01');
  });
});

describe('dates that are shifted', () => {
  it('go by whole steps, cut towards zero', () => {
    expect(run('addDays', ['2024-01-01', '1.999'])).toBe('2024-01-02');
    expect(run('addDays', ['2024-01-01', '-1.999'])).toBe('2023-12-31');
    expect(run('addMonths', ['2024-01-31', '1.5'])).toBe('2024-02-29');
    expect(run('addMonths', ['2024-01-31', '9'.repeat(30)])).toBeNull();
  });
});

describe('the table of operators', () => {
  it('holds what it names and nothing that is inherited', () => {
    expect(['toString', 'constructor', '__proto__', 'hasOwnProperty', 'log', 'map'].filter(isOperator)).toEqual([]);
    expect(Object.keys(OPERATORS).every(isOperator)).toBe(true);
  });

  it('never throws, whatever present values of its types it is given', () => {
    const samples = { number, date: fc.constantFrom('0001-01-01', '2024-02-29', '9999-12-31'), text: fc.string() };
    for (const name of Object.keys(OPERATORS) as OperatorName[]) {
      const { takes, least, most } = operatorOf(name);
      const of = (i: number) => {
        const argument = takes[Math.min(i, takes.length - 1)];
        if (argument === 'constant') return fc.integer({ min: -20, max: 20 });
        return argument === 'date' ? samples.date : argument === 'written' ? samples.text : samples.number;
      };
      const values = fc
        .integer({ min: least, max: Math.min(most, 4) })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => of(i))));
      fc.assert(
        fc.property(values, (each) => {
          const result = operatorOf(name).run(
            each,
            each.map(() => (takes[0] === 'written' ? 'text' : 'number')),
          );
          expect(['string', 'number', 'object']).toContain(typeof result);
          expect(result).not.toBeNaN();
        }),
        { numRuns: 50 },
      );
    }
  });
});
