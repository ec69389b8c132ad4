import { type Automation, addNode, connect, outlineOf, removeNode, updateNode } from '@pipewright/definition';
import { exampleChain, exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { stepMarks } from './step-marks.ts';

const chain = exampleChain();
const marks = (after: Automation) => Object.fromEntries(stepMarks(exampleWith([chain]), exampleWith([after]), 'chain'));

describe('the steps that differ from what is published', () => {
  it('are those that are new, gone, set otherwise or lead elsewhere', () => {
    expect(marks(chain)).toEqual({});
    expect(marks(updateNode(chain, 'd', { stage: 'sign' }))).toEqual({ d: 'changed' });
    expect(marks(connect(chain, { node: 'a', outcome: 'done' }, 'c'))).toEqual({ a: 'changed' });
    expect(marks(addNode(chain, { kind: 'end', key: 'x', next: {} }, outlineOf(chain).open))).toEqual({ g: 'changed', x: 'new' });
    expect(marks(removeNode(chain, 'g'))).toEqual({ f: 'changed', g: 'gone' });
  });

  it('are none of those of other automations', () => {
    const other = { ...updateNode(chain, 'd', { stage: 'sign' }), key: 'other' };
    expect(stepMarks(exampleWith([chain]), exampleWith([chain, other]), 'chain').size).toBe(0);
  });
});
