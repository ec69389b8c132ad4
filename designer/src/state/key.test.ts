import { keySchema } from '@pipewright/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFor } from './key.ts';

describe('keys from labels', () => {
  it('takes English words, else pinyin, and avoids taken and reserved keys', () => {
    expect(keyFor({ en: 'Contract date', 'zh-CN': '合同日期' }, new Set())).toBe('contract_date');
    expect(keyFor({ en: '合同日期', 'zh-CN': '合同日期' }, new Set())).toBe('he_tong_ri_qi');
    expect(keyFor({ en: 'Status', 'zh-CN': '状态' }, new Set(['status_2']))).toBe('status_3');
  });

  it('is always a valid key that nobody has', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (en, zh) => {
        const key = keyFor({ en, 'zh-CN': zh }, new Set(['part']));
        expect(keySchema.safeParse(key).success).toBe(true);
        expect(key).not.toBe('part');
      }),
    );
  });
});
