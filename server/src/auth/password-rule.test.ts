import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPasswords } from './password-list.ts';
import { PASSWORD, passwordFault } from './password-rule.ts';

const isCommon = await commonPasswords();
const personal = ['张伟明', 'Mary O’Connor', 'mary.oconnor@yunling.example', 'Pipewright'];
const codeOf = (password: string) => passwordFault(password, { personal, isCommon }, 'password')?.code;

describe('a password', () => {
  it.each([
    ['short', 'password.short'],
    ['七个汉字的口令', 'password.short'],
    ['x'.repeat(129), 'password.long'],
    ['aaaaaaaaaa', 'password.repeats'],
    ['ababababababab', 'password.repeats'],
    ['k7#qWk7#qWk7#qW', 'password.repeats'],
    ['k7#qWxk7#qWxk7#', 'password.repeats'],
    ['1234567890', 'password.sequence'],
    ['abcdefghijkl', 'password.sequence'],
    ['QWERTYUIOP1234', 'password.sequence'],
    ['1qaz2wsx3edc', 'password.sequence'],
    ['0987654321zyx', 'password.sequence'],
    ['111222333444555', 'password.sequence'],
    ['pipewright-demo', 'password.personal'],
    ['I am OConnor 77', 'password.personal'],
    ['ilove-YUNLING-9', 'password.personal'],
    ['我就是张伟明本人没错的', 'password.personal'],
    ['basketball', 'password.common'],
    ['Basketball!', 'password.common'],
    ['Pa$$w0rd2024!', 'password.common'],
    ['12manchester34', 'password.common'],
  ])('%s is refused: %s', (password, code) => expect(codeOf(password)).toBe(code));

  it.each(['correct horse battery staple', 'Kx7#mQ2!vTz', '茶馆里的蓝色雨伞和三只猫', 'rain over planning hill', 'hGf5-tgb-2wq9'])(
    '%s is taken',
    (password) => expect(codeOf(password)).toBeUndefined(),
  );

  it('is judged alike in any case and width of its letters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('basketball', 'qwertyuiop12', 'oconnor-2-ra', 'ababababab'),
        fc.infiniteStream(fc.boolean()),
        (text, upper) => {
          const wide = [...text].map((c) => (upper.next().value ? c.toUpperCase() : c)).join('');
          const fullWidth = [...text].map((c) => (/[a-z0-9]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('');
          expect([codeOf(wide), codeOf(fullWidth)]).toEqual([codeOf(text), codeOf(text)]);
        },
      ),
    );
  });

  it('is never refused for what is random in it, and any piece told over is', () => {
    const random = fc.string({
      minLength: PASSWORD.least,
      maxLength: 40,
      unit: fc.constantFrom(...'ACEGIKMOQSUWYbdfhjlnprtvxz2468#%&*-+?'),
    });
    fc.assert(
      fc.property(random, (text) => {
        fc.pre(new Set(text.toLowerCase()).size >= 9);
        expect(['password.common', 'password.personal', undefined]).toContain(codeOf(`${text}~q`));
      }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 5, maxLength: 60 }), (piece) => {
        expect(codeOf(piece + piece)).toMatch(/^password\./);
      }),
    );
  });
});
