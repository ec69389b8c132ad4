import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en as issuesEn } from '../packages/definition/src/messages/en.ts';
import { zh as issuesZh } from '../packages/definition/src/messages/zh.ts';
import { en } from '../packages/ui/src/text/en.ts';
import { zh } from '../packages/ui/src/text/zh.ts';

type Words = Readonly<Record<string, string>>;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name) && !/node_modules|dist|\/(text|messages)(\/|$)/.test(entry.parentPath),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const holes = (text: string) => (text.match(/\{\{?\w+\}?\}/g) ?? []).sort().join();

describe('the words of the product', () => {
  it.each<[string, Words, Words]>([
    ['screens', en, zh],
    ['issues', issuesEn, issuesZh],
  ])('%s: every sentence stands in both languages with the same places to fill', (_, a, b) => {
    for (const key of Object.keys(a)) expect([key, holes(b[key] as string)]).toEqual([key, holes(a[key] as string)]);
  });

  it('has Chinese in every Chinese sentence that is made of words', () => {
    const wordless = new Set([
      'board.semicolon',
      'constraint.failed',
      'filter.group',
      'people.comma',
      'record.count',
      'publish.comma',
      'saying.comma',
      'saying.ladder',
      'saying.ladderRest',
      'saying.person',
      'saying.side',
      'saying.whole',
      'publish.quoted',
      'publish.relabelTurn',
      'publish.semicolon',
      'publish.turn',
      'publish.turned',
      'required',
      'ways.of',
    ]);
    for (const [key, text] of [...Object.entries(zh), ...Object.entries(issuesZh)])
      if (!wordless.has(key)) expect([key, /\p{Script=Han}/u.test(text)]).toEqual([key, true]);
  });

  it('has no sentence that nothing says', () => {
    const sources = ['packages', 'server/src', 'runtime/src', 'designer/src'].flatMap(files).join('\n');
    const families = [...sources.matchAll(/`([\w.]*\.|[a-z]+\.\w*_)\$\{[^}]*\}(\w*)`/g)].map(
      ([, start = '', end = '']) => new RegExp(`^${start.replaceAll('.', '\\.')}.+${end}$`),
    );
    // A form for one is said by the name of the form for many.
    const names = (key: string) => [key, key.replace(/_one$/, '')];
    const said = (key: string) => names(key).some((name) => sources.includes(`'${name}'`)) || families.some((family) => family.test(key));
    const silent = [...Object.keys(en), ...Object.keys(issuesEn)].filter((key) => !said(key));
    expect(silent).toEqual([]);
  });
});
