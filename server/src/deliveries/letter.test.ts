import { describe, expect, it } from 'vitest';
import { letterFrom } from './letter.ts';
import { withAddresses } from './message.ts';

describe('a message as a letter', () => {
  it('has the title as its subject, in one line, and text, facts and the way to look as text and HTML', () => {
    const message = {
      title: '商机“华东制造\nMES”已赢单',
      text: '金额 12 万\n请跟进合同\n\n谢谢',
      link: '/a/sales/1',
      facts: [
        { name: '负责人', value: '王磊' },
        { name: '客户', value: '华东', link: '/a/sales/2' },
      ],
    };
    const letter = letterFrom(withAddresses(message, 'https://x.example/'));
    expect(letter.subject).toBe('商机“华东制造 MES”已赢单');
    expect(letter.text).toBe(
      '金额 12 万\n请跟进合同\n\n谢谢\n\n负责人: 王磊\n客户: 华东\nhttps://x.example/a/sales/2\n\nhttps://x.example/a/sales/1',
    );
    expect(letter.html).toContain(
      '<p>金额 12 万<br>请跟进合同</p><p>谢谢</p><ul><li>负责人: 王磊</li><li>客户: <a href="https://x.example/a/sales/2">华东</a></li></ul>',
    );
  });

  it('leads nowhere where nobody knows its own address, and holds nothing but text', () => {
    const { text, html } = letterFrom(withAddresses({ title: 'x', text: '<script>"', link: '/a' }, undefined));
    expect([text, html]).toEqual(['<script>"', '<!doctype html><html><body><p>&lt;script&gt;&quot;</p></body></html>']);
  });
});
