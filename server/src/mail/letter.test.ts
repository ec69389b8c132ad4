import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LetterWish, letterOf } from './letter.ts';

const wish = (more: Partial<LetterWish> = {}): LetterWish => ({
  ...{ kind: 'invitation', language: 'en', name: 'Ann', company: 'Acme', by: 'Bo', link: 'https://x.example/join#abc_-1' },
  ...more,
});

describe('a letter with a link', () => {
  it('says who invites to what, and how long the link is good, as text and as HTML', () => {
    const { subject, text, html } = letterOf(wish());
    expect(subject).toBe('Bo invites you to Acme on Pipewright');
    expect(text.split('\n\n')).toEqual([
      'Hello Ann,',
      'Bo invites you to work in the apps of Acme. Choose a password and you are in.',
      'https://x.example/join#abc_-1',
      'The link is good once, for seven days.',
      'If you do not know what this is about, leave it: without you nothing happens.',
    ]);
    expect(html).toContain('<a href="https://x.example/join#abc_-1">Choose a password</a>');
  });

  it('speaks Chinese, and of a new password', () => {
    const chinese = wish({ language: 'zh-CN', name: '王磊', company: '华东精工', by: '李娜' });
    expect(letterOf(chinese).subject).toBe('李娜邀请您加入华东精工的 Pipewright');
    const reset = letterOf({ ...chinese, kind: 'password', by: null });
    expect([reset.subject, reset.text]).toEqual([
      '重设华东精工的 Pipewright 密码',
      expect.stringMatching(/^王磊，您好：\n\n有人（很可能是您本人）/),
    ]);
    expect(letterOf(wish({ kind: 'password', by: null })).text).toContain('for one day');
  });

  it('takes nothing in a name for anything but text', () => {
    const { subject, text, html } = letterOf(
      wish({ name: '<img src=x>"', company: 'A\r\nBcc: all@evil.example', by: 'B\u2028\u202eo\u0000' }),
    );
    expect(subject).toBe('B o invites you to A Bcc: all@evil.example on Pipewright');
    expect([html.includes('<img'), html.includes('&lt;img src=x&gt;&quot;')]).toEqual([false, true]);
    expect(text.split('\n').filter((each) => each.startsWith('Bcc'))).toEqual([]);
  });

  it('has a subject of one line, whatever names there are', () => {
    const name = fc.string({ unit: 'binary', maxLength: 40 });
    const cases = fc.record({ name, company: name, by: name, language: fc.constantFrom('en' as const, 'zh-CN' as const) });
    fc.assert(
      fc.property(cases, (given) => {
        const { subject, text } = letterOf(wish(given));
        return !/[\p{Cc}\u2028\u2029]/u.test(subject) && text.split('\n').length === 9;
      }),
    );
  });
});
