import { keySchema } from '@pipewright/definition';
import fc from 'fast-check';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { keyFor } from './key.ts';

const romanise = (chinese: string) => pinyin(chinese, { toneType: 'none', nonZh: 'consecutive' });

describe('keys from labels', () => {
  it('takes English words, else pinyin, and avoids taken and reserved keys', () => {
    expect(keyFor({ en: 'Contract date', 'zh-CN': '合同日期' }, new Set(), romanise)).toBe('contract_date');
    expect(keyFor({ en: '合同日期', 'zh-CN': '合同日期' }, new Set(), romanise)).toBe('he_tong_ri_qi');
    expect(keyFor({ en: 'Status', 'zh-CN': '状态' }, new Set(['status_2']), romanise)).toBe('status_3');
  });

  it('is always a valid key that nobody has', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (en, zh) => {
        const key = keyFor({ en, 'zh-CN': zh }, new Set(['part']), romanise);
        expect(keySchema.safeParse(key).success).toBe(true);
        expect(key).not.toBe('part');
      }),
    );
  });
});
