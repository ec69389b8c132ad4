import type { Entity } from '@pipewright/definition';
import { exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { sampleBody, sampleCommand } from './hook-sample.ts';

const entity = exampleWith([]).entities[0] as Entity;

describe('the example of a message', () => {
  it('has each name where it stands, with a value that its field takes', () => {
    const takes = { name: 'form.title', amount: 'form.money.amount', due: 'day', reason: 'why', ghost: 'x' };
    expect(sampleBody({ entity }, { takes })).toEqual({
      ...{ form: { title: '…', money: { amount: '1200.00' } }, day: '2026-01-31', why: 'price', x: null },
    });
  });

  it('is one command, whatever stands in it', () => {
    expect(sampleCommand('https://x.example/api/hooks/1', 's', { a: "it's" })).toBe(
      [
        "curl -X POST 'https://x.example/api/hooks/1' \\",
        "  -H 'authorization: Bearer s' \\",
        "  -H 'content-type: application/json' \\",
        "  -H 'webhook-id: message-1' \\",
        "  -d '{\n  \"a\": \"it'\\''s\"\n}'",
      ].join('\n'),
    );
  });
});
