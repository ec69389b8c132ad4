import type { ApprovalHappening, Language } from '@pipewright/definition';
import type { Text } from '@pipewright/ui';
import { describe, expect, it } from 'vitest';
import { en } from '../../../packages/ui/src/text/en.ts';
import { sentence } from '../../../packages/ui/src/text/sentence.ts';
import { zh } from '../../../packages/ui/src/text/zh.ts';
import { approval, WANG, ZHOU } from '../../../test/dom/approvals.ts';
import { countInWords, doerOf, happeningInWords, isLate, placeOf, standingInWords } from './in-words.ts';

const speak = (language: Language): Text => ({
  t: (key, params) => sentence(language === 'en' ? en : zh, key, params),
  language,
  say: (label) => label?.[language] ?? '',
  mid: (label) => label?.[language] ?? '',
});
const [english, chinese] = [speak('en'), speak('zh-CN')];
const happened = (kind: ApprovalHappening['kind'], more: Partial<ApprovalHappening> = {}): ApprovalHappening => ({
  ...{ kind, at: '2026-03-10T02:00:00.000Z', by: null, instead: null, people: [], note: null },
  ...more,
});

describe('what has happened, in words', () => {
  it.each([
    [happened('approve', { by: WANG, instead: ZHOU }), 'approved', '同意', 'Wang Wei', 'Zhou Min'],
    [happened('asked', { people: [WANG, ZHOU] }), 'Asked: Wang Wei and Zhou Min', '请Wang Wei和Zhou Min审批', undefined, undefined],
    [happened('asked', { by: ZHOU, people: [WANG] }), 'asked Wang Wei', '请Wang Wei审批', 'Zhou Min', undefined],
    [happened('add', { by: WANG, people: [ZHOU] }), 'added Zhou Min', '加签给Zhou Min', 'Wang Wei', undefined],
    // Whoever is gone stands where else those stand for whom somebody acts.
    [
      happened('gone', { instead: WANG, people: [ZHOU] }),
      'Wang Wei decides no more; asked instead: Zhou Min',
      'Wang Wei不再参与审批，改请Zhou Min审批',
      undefined,
      undefined,
    ],
    [happened('gone', { instead: WANG }), 'Wang Wei decides no more', 'Wang Wei不再参与审批', undefined, undefined],
    [happened('gone', { people: [ZHOU] }), 'Zhou Min decides no more', 'Zhou Min不再参与审批', undefined, undefined],
    [happened('lapsed'), 'Nobody decided in time', '逾期未审批', undefined, undefined],
    [
      happened('lapsed', { people: [WANG] }),
      'Nobody decided in time; asked as well: Wang Wei',
      '逾期未审批，同时请Wang Wei审批',
      undefined,
      undefined,
    ],
    [
      happened('escalated'),
      'Nobody was left to be asked: administrators may decide',
      '已没有可以审批的人，由管理员审批',
      undefined,
      undefined,
    ],
    [
      happened('escalated', { by: WANG }),
      'Nobody was left to be asked: administrators may decide',
      '已没有可以审批的人，由管理员审批',
      undefined,
      undefined,
    ],
    [happened('changed'), 'What the decision is about has changed', '审批内容已变更', undefined, undefined],
    [happened('ended'), 'The flow was ended', '流程已终止', undefined, undefined],
    [happened('ended', { by: WANG }), 'ended the flow', '终止了流程', 'Wang Wei', undefined],
  ])('%j', (each, said, inChinese, doer, place) => {
    expect([happeningInWords(each, english), happeningInWords(each, chinese), doerOf(each), placeOf(each)]).toEqual([
      said,
      inChinese,
      doer,
      place,
    ]);
  });
});

describe('where an approval stands, in words', () => {
  it.each([
    [{}, 'Waits for Li Na and Wang Wei', '等待Li Na和Wang Wei审批'],
    [{ asked: [] }, 'Waits for a decision', '等待审批'],
    [{ asked: [], escalated: true }, 'Nobody is left to be asked: an administrator has to decide.', '已没有可以审批的人，须由管理员审批。'],
    [
      { phase: 'voided' },
      'The record has changed, so the decision would not have been about what it says now',
      '记录内容已变更，原审批不再有效',
    ],
  ] as const)('%j', (more, said, inChinese) => {
    const each = approval('a1', more as object);
    expect([standingInWords(each, english), standingInWords(each, chinese)]).toEqual([said, inChinese]);
  });

  it('counts only while it waits, and by what the step asks for where that is more than one', () => {
    expect(countInWords(approval('a1', { needed: 1, missing: 1 }), english)).toBe('1 has to agree yet');
    expect(countInWords(approval('a1', { needed: 3, approved: 2, missing: 1 }), chinese)).toBe('3 人中 2 人已同意 · 还需 1 人同意');
    expect(countInWords(approval('a1', { phase: 'approved', missing: 0 }), english)).toBeUndefined();
  });

  it('is late only while it waits', () => {
    const due = '2026-03-01T00:00:00.000Z';
    const at = Date.parse('2026-03-02T00:00:00.000Z');
    expect([
      isLate(approval('a1', { due }), at),
      isLate(approval('a1', { due, phase: 'approved' }), at),
      isLate(approval('a1', { due }), at - 1e9),
    ]).toEqual([true, false, false]);
  });
});
