import { describe, expect, it } from 'vitest';
import { validate } from '../check/validate.ts';
import { exampleWith } from '../example-automations.ts';
import type { Entity } from '../model/app.ts';
import type { Automation } from '../model/automation/automation.ts';
import { stepNames, triggerNames } from '../model/automation/names.ts';
import type { NodeKind } from '../model/automation/node.ts';
import type { TriggerKind } from '../model/automation/trigger.ts';
import { callsFor, newNode, newTrigger } from './automation-starter.ts';
import { setTrigger } from './steps.ts';

const called = { key: 'called', name: { en: 'Called', 'zh-CN': '被调用' }, entity: 'deal', on: { kind: 'called' as const }, start: 'a' };
const app = exampleWith([{ ...called, nodes: [{ key: 'a', kind: 'end', next: {} }] }]);
const [sub] = app.automations as [Automation];
const [deal, firm] = app.entities as [Entity, Entity];
const label = { en: 'x', 'zh-CN': 'x' };
const triggers = Object.keys(triggerNames) as TriggerKind[];
const steps = Object.keys(stepNames) as NodeKind[];
const withStep = (kind: NodeKind): Automation => ({
  ...{ key: 'x', name: label, entity: 'deal', on: { kind: 'created' }, start: 'a' },
  nodes: [newNode(app, deal, kind, 'a') as Automation['nodes'][number]],
});

describe('what is offered at first', () => {
  it.each(triggers)('the trigger %s can be published as it is', (kind) => {
    const made = newTrigger(app, deal, kind, 'a');
    expect(validate({ ...app, automations: [setTrigger(withStep('notify'), made as Automation['on'])] })).toEqual([]);
  });

  it.each(steps)('the step %s can be published as it is, or says what is to be filled in', (kind) => {
    const asks: Partial<Record<NodeKind, string[]>> = {
      set: ['automation.nothing'],
      create: ['automation.required'],
      parallel: ['automation.way_empty', 'automation.way_empty'],
    };
    expect(validate({ ...app, automations: [withStep(kind), sub] }).map(({ code }) => code)).toEqual(asks[kind] ?? []);
  });

  it('is nothing that needs stages or a date, where there are none', () => {
    expect(triggers.filter((kind) => !newTrigger(app, firm, kind, 'a'))).toEqual(['entered', 'left', 'status', 'since', 'date']);
    expect(steps.filter((kind) => !newNode(app, firm, kind, 'a'))).toEqual(['move', 'status']);
  });

  it('is no call where there is nothing to be called, and else one for the record itself, what it refers to, or what refers to it', () => {
    expect(newNode(exampleWith([]), deal, 'call', 'a')).toBeUndefined();
    expect(newNode(app, deal, 'call', 'a')).toEqual({ key: 'a', kind: 'call', automation: 'called', next: { done: null } });
    expect(callsFor(app, deal, { entity: 'firm' })).toEqual([{ of: 'firm' }, { each: { entity: 'firm', most: 100 } }]);
    expect(newNode(app, firm, 'call', 'a')).toMatchObject({ each: { entity: 'deal', link: 'firm', most: 100 } });
    expect(callsFor(app, deal, { entity: 'ghost' })).toEqual([]);
  });
});
