import { issue } from '@pipewright/logic';
import { expect, it } from 'vitest';
import { FIELD_TYPES } from '../model/field-settings.ts';
import { asksFor } from './asks.ts';
import { sentence } from './sentence.ts';

it('asks to choose what is picked from a list or a calendar, and to fill in everything else', () => {
  const picked = FIELD_TYPES.filter((type) => asksFor({ type })['zh-CN'] === '请选择');
  expect(picked.sort()).toEqual(['choice', 'choices', 'date', 'datetime', 'department', 'person', 'reference']);
});

it('says so in the sentence', () => {
  const missing = (type: 'reference' | 'text') =>
    issue('x', 'required', { field: { en: 'Customer', 'zh-CN': '客户' }, asks: asksFor({ type }) });
  expect(sentence(missing('reference'), 'zh-CN')).toBe('请选择“客户”。');
  expect(sentence(missing('text'), 'zh-CN')).toBe('请填写“客户”。');
  expect(sentence(missing('reference'), 'en')).toBe('“Customer” is missing.');
});
