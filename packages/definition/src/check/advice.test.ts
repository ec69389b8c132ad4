import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import { exampleWith } from '../example-automations.ts';
import { faults } from '../messages/sentence.ts';
import type { App, Entity } from '../model/app.ts';
import type { Grant } from '../model/role.ts';
import { advice } from './advice.ts';
import { validate } from './validate.ts';

/** The example with another grant for its sales people on deals. */
function appWith(patch: Partial<Grant>, change: (deal: Entity) => void = () => {}): App {
  const app = exampleApp();
  const grant = app.roles[1]?.grants.deal as Grant;
  Object.assign(grant, { hidden: [], readonly: [] }, patch);
  change(app.entities[0] as Entity);
  return app;
}
const codes = (issues: ReturnType<typeof validate>) =>
  issues.map(({ path, code, params }) => [path, code, (params?.field as { en: string })?.en]);
const AT = 'roles.1.grants.deal';

describe('a required field that a role cannot fill in', () => {
  it('keeps a definition from being published where the role may create', () => {
    expect(codes(validate(appWith({})))).toEqual([]);
    expect(codes(validate(appWith({ hidden: ['amount'] })))).toEqual([[AT, 'role.cannot_fill', 'Amount']]);
    expect(codes(validate(appWith({ readonly: ['amount'] })))).toEqual([[AT, 'role.cannot_fill', 'Amount']]);
    expect(codes(validate(appWith({ hidden: ['amount'], create: false })))).toEqual([]);
    expect(codes(validate(appWith({ hidden: ['cost'] })))).toEqual([]);
  });

  it('counts the title, which is always required, but not what the system numbers', () => {
    const optional = (deal: Entity) => delete deal.fields[0]?.required;
    expect(codes(validate(appWith({ hidden: ['name'] }, optional)))).toEqual([[AT, 'role.cannot_fill', 'Name']]);
    const numbered = (deal: Entity) => void Object.assign(deal.fields[0] as object, { type: 'auto_number' });
    expect(codes(validate(appWith({ hidden: ['name'] }, numbered)))).toEqual([]);
  });

  it('is also one that refers to what the role never sees', () => {
    const app = appWith({}, (deal) => void Object.assign(deal.fields[1] as object, { required: true }));
    expect(faults(validate(app), 'en').map(({ message }) => message)).toEqual([
      '“Sales” may create “Deal” but sees no “Firm” to choose in “Firm”, which is required. Let this role see “Firm”, do not require the field, or take away the right to create.',
    ]);
  });

  it('is only advised against where it is required at times', () => {
    const app = appWith({ hidden: ['amount'] }, (deal) => void Object.assign(deal.fields[2] as object, { showIf: { var: 'baseline' } }));
    expect(codes(validate(app))).toEqual([]);
    expect(codes(advice(app))).toEqual([[AT, 'advice.sometimes_required', 'Amount']]);
  });
});

describe('advice', () => {
  it('names each step that a role must leave to others', () => {
    const asks = (deal: Entity) => {
      const [, , offer] = deal.process?.pipelines[1]?.stages ?? [];
      Object.assign(offer as object, { entryRequired: ['cost'] });
    };
    const app = appWith({ hidden: ['due', 'cost'], readonly: ['reason'] }, asks);
    expect(codes(validate(app))).toEqual([]);
    expect(codes(advice(app))).toEqual([
      [AT, 'advice.exit', 'Due'],
      [AT, 'advice.entry', 'Cost'],
      [AT, 'advice.lost', 'Reason'],
    ]);
    for (const language of ['en', 'zh-CN'] as const)
      for (const { message } of faults(advice(app), language))
        expect(message).toMatch(language === 'en' ? /^“Sales” cannot fill in “/ : /^“Sales”无法填写“商机”的“/);
  });

  it('has nothing to say to a role that only reads', () => {
    expect(advice(appWith({ hidden: ['due'], create: false, update: 'none' }))).toEqual([]);
  });
});

describe('an automation that only others begin', () => {
  const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
  const called = { key: 'called', name: label('Called', '被调用'), entity: 'deal', on: { kind: 'called' as const }, start: 'a' };
  const end = { key: 'a', kind: 'end' as const, next: {} };
  const caller = { ...called, key: 'caller', on: { kind: 'created' as const } };
  const call = { key: 'a', kind: 'call' as const, automation: 'called', next: { done: null } };

  it('is told of where none does, in both languages, and forbids nothing', () => {
    const alone = exampleWith([{ ...called, nodes: [end] }]);
    expect(validate(alone)).toEqual([]);
    const told = (['en', 'zh-CN'] as const).flatMap((language) =>
      faults(advice(alone), language).map(({ path, message }) => [path, message]),
    );
    expect(told).toEqual([
      ['automations.0.on', '“Called”: no other automation calls it, so it never begins. Let one call it, or let it begin in another way.'],
      ['automations.0.on', '“被调用”：没有其他自动化调用它，因此永远不会开始。请让其他自动化调用它，或改为其他触发方式。'],
    ]);
    expect(
      advice(
        exampleWith([
          { ...called, nodes: [end] },
          { ...caller, nodes: [call] },
        ]),
      ),
    ).toEqual([]);
  });
});
