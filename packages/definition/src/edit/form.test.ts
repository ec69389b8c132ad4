import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { App } from '../model/app.ts';
import { addSection, placeField, removeSection, renameSection, unplaceField } from './form.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = addSection(exampleApp(), 'deal', 'more', label('More'));
const form = (of: App) => of.entities[0]?.form.map(({ key, fields }) => [key, ...fields]);
const KEYS = ['name', 'firm', 'amount', 'cost', 'due', 'reason'];

describe('a form', () => {
  it('has a new section at its end, empty', () => expect(form(app)).toEqual([['main', ...KEYS], ['more']]));

  it('takes a field to another section, to the place that is asked for or the nearest there is', () => {
    const there = placeField(app, 'deal', 'due', 'more', 9);
    expect(form(there)).toEqual([
      ['main', 'name', 'firm', 'amount', 'cost', 'reason'],
      ['more', 'due'],
    ]);
    expect(form(placeField(there, 'deal', 'cost', 'more', 0))).toEqual([
      ['main', 'name', 'firm', 'amount', 'reason'],
      ['more', 'cost', 'due'],
    ]);
    expect(form(placeField(app, 'deal', 'name', 'main', 2))).toEqual([
      ['main', 'firm', 'amount', 'name', 'cost', 'due', 'reason'],
      ['more'],
    ]);
  });

  it('loses a field that is put into a section that is not there, as one that is taken off', () => {
    expect(form(placeField(app, 'deal', 'due', 'ghost', 0))).toEqual(form(unplaceField(app, 'deal', 'due')));
  });

  it('gives the fields of a removed section to the one before it, or to the next where it was the first', () => {
    const two = placeField(app, 'deal', 'due', 'more', 0);
    expect(form(removeSection(two, 'deal', 'more'))).toEqual([['main', 'name', 'firm', 'amount', 'cost', 'reason', 'due']]);
    expect(form(removeSection(two, 'deal', 'main'))).toEqual([['more', 'due', 'name', 'firm', 'amount', 'cost', 'reason']]);
  });

  it('keeps its last section, whatever it is called', () => {
    const one = removeSection(app, 'deal', 'more');
    expect(form(removeSection(one, 'deal', 'main'))).toEqual(form(one));
    expect(renameSection(one, 'deal', 'main', label('Everything')).entities[0]?.form[0]?.name).toEqual(label('Everything'));
  });

  it('never loses a field, nor has one twice, however its sections are moved about and removed', () => {
    const section = fc.constantFrom('main', 'more', 'third');
    const step = fc.oneof(
      fc.tuple(fc.constantFrom(...KEYS), section, fc.nat(8)).map(
        ([key, to, at]) =>
          (of: App) =>
            form(of)?.some(([each]) => each === to) ? placeField(of, 'deal', key, to, at) : of,
      ),
      section.map((key) => (of: App) => removeSection(of, 'deal', key)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const after = steps.reduce((of, each) => each(of), addSection(app, 'deal', 'third', label('Third')));
        const placed = form(after)?.flatMap(([, ...keys]) => keys) ?? [];
        expect(placed.toSorted()).toEqual(KEYS.toSorted());
        expect(after.entities[1]).toEqual(app.entities[1]);
      }),
    );
  });
});
