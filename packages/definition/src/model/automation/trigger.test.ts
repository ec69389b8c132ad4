import { describe, expect, it } from 'vitest';
import { triggerSchema } from './trigger.ts';

const reads = (takes: object) => triggerSchema.safeParse({ kind: 'webhook', takes }).success;

describe('a webhook', () => {
  it('names what arrives by names with dots between them', () => {
    expect(['name', 'a.b.0.c', 'Firmen-Name', '客户.名称'].filter((name) => !reads({ name }))).toEqual([]);
    expect(['', '.', 'a.', '.a', 'a..b', 'a b', 'a\n', 'x'.repeat(201)].filter((name) => reads({ name }))).toEqual([]);
  });
});
