import { type Cause, fieldOf, type LedgerEntry } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { en } from '../text/en.ts';
import { zh } from '../text/zh.ts';
import { actorInWords, causeInWords, deedInWords, fieldsTold, fieldThen } from './entry-words.ts';

const [deal] = exampleApp().entities;
if (!deal) throw new Error('The example has entities');
const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
  id: '1',
  kind: 'update',
  actor: { kind: 'person', id: 'p' },
  cause: { by: 'form' },
  at: '2026-02-03T00:00:00Z',
  before: {},
  after: {},
  names: { p: 'Anna', q: 'Bo' },
  labels: {},
  ...more,
});
const speaker =
  (catalog: Readonly<Record<string, string>>) =>
  (key: string, params: Record<string, unknown> = {}) => {
    const text = catalog[key];
    if (text === undefined) throw new Error(`No words for ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));
  };
const say = speaker(en);

describe('an entry of the time line in words', () => {
  const causes: readonly [Cause, string][] = [
    [{ by: 'form' }, 'in the form'],
    [{ by: 'move' }, 'by hand'],
    [{ by: 'bulk' }, 'together with others'],
    [{ by: 'restore' }, 'from the recycle bin'],
    [{ by: 'sample' }, 'sample data'],
    [{ by: 'import', import: 'i' }, 'by an import'],
    [{ by: 'department', person: 'q' }, 'because Bo changed departments'],
    [{ by: 'department', person: 'unseen' }, 'because a person changed departments'],
    [{ by: 'leave', person: 'q' }, 'because Bo left'],
    [{ by: 'leave', person: 'unseen' }, 'because a person left'],
    [{ by: 'publish', version: 4 }, 'by publishing version 4'],
    [{ by: 'automation', automation: 'remind', run: 'r' }, 'by itself'],
  ];
  it.each(causes)('%o', (cause, words) => {
    expect(causeInWords(entry({ cause }), say)).toBe(words);
    expect(causeInWords(entry({ cause }), speaker(zh))).toMatch(/\p{Script=Han}/u);
  });

  it('names who did it', () => {
    const by = (more: Partial<LedgerEntry>) => [
      actorInWords(entry(more), { t: say, say: (text) => text?.en ?? '' }),
      actorInWords(entry(more), { t: speaker(zh), say: (text) => text?.['zh-CN'] ?? '' }),
    ];
    expect(by({})).toEqual(['Anna', 'Anna']);
    expect(by({ actor: { kind: 'system' } })).toEqual(['System', '系统']);
    expect(by({ actor: { kind: 'person', id: 'unseen' } })).toEqual(['System', '系统']);
    const actor = { kind: 'automation', key: 'remind' } as const;
    const name = { en: 'Remind', 'zh-CN': '提醒' };
    expect(by({ actor, automation: { name, gone: false } })).toEqual(['Automation “Remind”', '自动化「提醒」']);
    expect(by({ actor, automation: { name, gone: true } })).toEqual(['Automation “Remind”, deleted since,', '自动化「提醒」（后已删除）']);
    expect(by({ actor, automation: { name: null, gone: true } })).toEqual(['An automation that was deleted since', '已被删除的自动化']);
    expect(by({ actor })[0]).not.toContain('remind');
  });

  it('has a verb for each change of status and for another pipeline', () => {
    const status = (to: string) => deedInWords(entry({ kind: 'move', before: { status: 'open' }, after: { status: to } }), say);
    expect(['won', 'lost', 'paused', 'future', 'void'].map(status)).toEqual([
      'closed this as won',
      'closed this as lost',
      'paused this',
      'set this aside for later',
      'voided this',
    ]);
    const opened = (from: string) => deedInWords(entry({ kind: 'move', before: { status: from }, after: { status: 'open' } }), say);
    expect(['lost', 'void', 'paused', 'future'].map(opened)).toEqual([
      'opened this again',
      'opened this again',
      'took this up again',
      'took this up again',
    ]);
    expect(deedInWords(entry({ kind: 'move', before: { pipeline: 'plain' }, after: { pipeline: 'big' } }), say)).toBe(
      'moved this to another pipeline',
    );
    expect(deedInWords(entry({ kind: 'move', before: { stage: 'start' }, after: { stage: 'offer' } }), say)).toBe('moved this');
  });

  it('tells no values of a beginning, and a pipeline only where it was another before', () => {
    expect(fieldsTold(deal, entry({ kind: 'create', after: { amount: '1' } }))).toEqual([]);
    const told = (before: object, after: object) =>
      fieldsTold(deal, entry({ before: before as never, after: after as never })).map(({ key }) => key);
    expect(told({ pipeline: null, amount: null }, { pipeline: 'plain', amount: '1', probability: '10' })).toEqual(['amount']);
    expect(told({ pipeline: 'big' }, { pipeline: 'plain' })).toEqual(['pipeline']);
  });

  it('calls a stage what it was called then; never by its key', () => {
    const stage = fieldOf(deal, 'stage');
    if (!stage) throw new Error('A deal has a stage');
    const gone = { en: 'gone', 'zh-CN': '不在' };
    const moved = entry({
      before: { stage: 'start' },
      after: { stage: 'lab' },
      labels: { stage: { start: { en: 'Dawn', 'zh-CN': '晨' } } },
    });
    const names = (former: Parameters<typeof fieldThen>[2]) => fieldThen(stage, moved, former, gone).options?.map(({ name }) => name.en);
    expect(names({ lab: { en: 'Lab', 'zh-CN': '室' } })).toEqual(['Dawn', 'Lab']);
    expect(names({})).toEqual(['Dawn', 'gone']);
  });
});
