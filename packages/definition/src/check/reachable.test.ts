import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { editEntity } from '../edit/entity.ts';
import { exampleApp } from '../example.ts';
import { faults } from '../messages/sentence.ts';
import type { App } from '../model/app.ts';
import type { Stage } from '../model/pipeline.ts';
import { validate } from './validate.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const v = (name: string): Rule => ({ var: name });
const is = (name: string, value: Rule): Rule => ({ '==': [v(name), value] });
const stage = (key: string, more: Partial<Stage> = {}): Stage => ({
  key,
  name: label(key),
  probability: 10,
  color: 'blue',
  required: [],
  gates: [],
  ...more,
});
const gate = (rule: Rule, key = 'g') => ({ key, rule, message: label(key) });

/** The example with these pipelines and a choice of three kinds, one of them retired. */
function withPipelines(whens: readonly (Rule | null)[], stages: readonly Stage[] = [stage('one')]): App {
  return editEntity(exampleApp(), 'deal', (entity) => ({
    ...entity,
    fields: [
      ...entity.fields,
      {
        key: 'kind',
        type: 'choice',
        name: label('Kind'),
        options: [
          { key: 'a', name: label('A') },
          { key: 'b', name: label('B') },
          { key: 'c', name: label('C'), retired: true },
        ],
      },
      { key: 'big', type: 'boolean', name: label('Big') },
    ],
    process: {
      wonRequires: [],
      lostRequires: [],
      pipelines: whens.map((when, i) => ({ key: `p${i}`, name: label(`P${i}`), when, stages: [...stages] })),
    },
  }));
}

const said = (app: App) => faults(validate(app), 'en').map((fault) => fault.message);
const behind = (pipeline: string, takers: string) =>
  `The pipeline “${pipeline}” can never be chosen: every record that meets its condition goes to ${takers} before. Move it up, or change the conditions.`;

describe('a pipeline that no record reaches', () => {
  it.each<[string, (Rule | null)[], string[]]>([
    ['the same rule twice', [is('kind', 'a'), is('kind', 'a'), null], [behind('P1', '“P0”')]],
    ['the same rule, written otherwise', [{ in: [v('kind'), ['a']] }, { '!': [{ '!=': [v('kind'), 'a'] }] }, null], [behind('P1', '“P0”')]],
    ['a rule within an earlier one', [{ in: [v('kind'), ['a', 'b']] }, is('kind', 'b'), null], [behind('P1', '“P0”')]],
    [
      'a rule within two earlier ones',
      [is('kind', 'b'), v('big'), is('kind', 'a'), { in: [v('kind'), ['b', 'a']] }, null],
      [behind('P3', '“P0”, “P2”')],
    ],
    ['a narrower span', [{ '>': [v('amount'), 100] }, { '>=': [v('amount'), '1000.00'] }, null], [behind('P1', '“P0”')]],
    [
      'a span two others cover',
      [{ '>=': [v('amount'), 100] }, { '<': [v('amount'), 100] }, { '<': [50, v('amount'), 200] }, null],
      [behind('P2', '“P0”, “P1”')],
    ],
    [
      'a contradiction',
      [{ and: [{ '>': [v('amount'), 5] }, { '<': [v('amount'), 3] }] }, null],
      ['The pipeline “P0” can never be chosen: no record can meet its condition.'],
    ],
    [
      'two choices at once',
      [{ and: [is('kind', 'a'), is('kind', 'b')] }, null],
      ['The pipeline “P0” can never be chosen: no record can meet its condition.'],
    ],
    ['an option that is not there', [is('kind', 'z'), null], ['The pipeline “P0” can never be chosen: no record can meet its condition.']],
    ['a choice of another record', [is('firm.size', 'big'), { and: [is('firm.size', 'big'), v('big')] }, null], [behind('P1', '“P0”')]],
    ['never', [false, null], ['The pipeline “P0” can never be chosen: no record can meet its condition.']],
    ['the default, where nothing is left for it', [is('kind', 'a'), { '!=': [v('kind'), 'a'] }, null], [behind('P2', '“P0”, “P1”')]],
    ['after the one for everything', [true, v('big'), null], [behind('P1', '“P0”'), behind('P2', '“P0”')]],
  ])('%s', (_, whens, expected) => expect(said(withPipelines(whens))).toEqual(expected));

  it.each<[string, (Rule | null)[]]>([
    ['a wider rule after a narrow one', [is('kind', 'a'), { in: [v('kind'), ['a', 'b']] }, null]],
    ['an option that records keep though it is retired', [{ in: [v('kind'), ['a', 'b']] }, { '!=': [v('kind'), null] }, null]],
    ['what is left for empty values', [is('kind', 'a'), is('kind', 'b'), is('kind', 'c'), null]],
    ['empty is neither less nor more', [{ '<': [v('amount'), 5] }, { '>=': [v('amount'), 5] }, null]],
    ['neither yes nor no', [v('big'), is('big', false), null]],
    ['other people', [is('owner', v('user.id')), { in: [v('owner'), v('user.departments')] }, null]],
  ])('but not %s', (_, whens) => expect(said(withPipelines(whens))).toEqual([]));
});

describe('a stage that no record reaches', () => {
  const codes = (stages: Stage[]) => said(withPipelines([null], stages));
  const low = gate({ '<': [v('amount'), 3] }, 'low');
  const high = gate({ '>': [v('amount'), 5] }, 'high');

  it.each<[string, Stage[], string[]]>([
    [
      'a criterion that never holds',
      [stage('one', { gates: [gate(false, 'no')] }), stage('two'), stage('three')],
      ['The stage “two” can never be reached: no record can meet these criteria when it leaves “one”: “no”.'],
    ],
    [
      'two criteria against each other, among others',
      [stage('one', { gates: [gate(v('big'), 'yes'), low, high] }), stage('two')],
      ['The stage “two” can never be reached: no record can meet these criteria when it leaves “one”: “low”, “high”.'],
    ],
    [
      'a criterion against a required field',
      [stage('one', { required: ['due'], gates: [gate(is('due', null), 'no date')] }), stage('two')],
      ['The stage “two” can never be reached: no record can meet these criteria when it leaves “one”: “no date”.'],
    ],
    [
      'a criterion of coming in',
      [stage('one'), stage('two', { entryGates: [low, high] })],
      ['The stage “two” can never be reached: no record can meet these criteria of coming in: “low”, “high”.'],
    ],
    [
      'going out against coming in',
      [stage('one', { gates: [low] }), stage('two', { entryGates: [high] })],
      ['The stage “two” can never be reached: no record can meet these criteria when it leaves “one”: “low”, “high”.'],
    ],
    ['criteria of different times', [stage('one', { gates: [low] }), stage('two', { gates: [high] }), stage('three')], []],
    ['criteria of the last stage', [stage('one'), stage('two', { gates: [low, high] })], []],
  ])('%s', (_, stages, expected) => expect(codes(stages)).toEqual(expected));
});

it('thinks about many entangled pipelines in little time, and gives up rather than think for long', () => {
  const time = (rules: readonly Rule[]) => {
    const app = withPipelines([...rules, null]);
    const begun = performance.now();
    const issues = validate(app);
    expect(issues.filter(({ code }) => code.startsWith('rule.'))).toEqual([]);
    return Math.round(performance.now() - begun);
  };
  const entangled = time(
    Array.from(
      { length: 19 },
      (_, i): Rule => ({
        and: [
          { or: [is('kind', i % 2 ? 'a' : 'b'), { '>': [v('amount'), i] }, v('big')] },
          { or: [{ '<': [v('cost'), 100 - i] }, { '>': [v('due'), v('today')] }, is('firm.size', 'big')] },
          { or: [{ '!=': [v('owner'), v('user.id')] }, { '<': [v('cost'), v('amount')] }] },
        ],
      }),
    ),
  );
  // Sums are not looked into, so that every one of these is a condition of its own and nothing prunes.
  const sum = (i: number): Rule => ({ '>': [{ '+': [v('amount'), v('cost')] }, i] });
  const hostile = time(
    Array.from(
      { length: 19 },
      (_, i): Rule => ({
        or: Array.from(
          { length: 4 },
          (_, j): Rule => ({ and: [sum(i * 4 + j), { '!': [sum(200 + ((i * 4 + j * 3) % 60))] }, sum(300 + ((i + j) % 40))] }),
        ),
      }),
    ),
  );
  console.log(`twenty pipelines: entangled ${entangled} ms, hostile ${hostile} ms`);
  expect(Math.max(entangled, hostile)).toBeLessThan(8_000);
});
