import { readdirSync, readFileSync } from 'node:fs';
import { theme } from 'antd';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../..', import.meta.url);
const sheets = ['packages/ui/src', 'runtime/src', 'designer/src'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8')),
);
const asked = [...new Set(sheets.flatMap((sheet) => [...sheet.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name as string)))];
const variable = (token: string) => `--ant-${token.replace(/[A-Z]+(?![a-z])|[A-Z]/g, (letters) => `-${letters.toLowerCase()}`)}`;

describe('the tokens that style sheets ask for', () => {
  it('are asked for at all', () => expect(asked.length).toBeGreaterThan(12));

  it('are tokens of the theme, or given by the page itself for light and for dark', () => {
    const tokens = new Set(Object.keys(theme.getDesignToken()).map(variable));
    const page = readFileSync(new URL('packages/ui/src/style.css', root), 'utf8');
    const given = (name: string) => page.split(`${name}:`).length - 1 === 2;
    expect(asked.filter((name) => !(tokens.has(name) || given(name)))).toEqual([]);
  });
});
