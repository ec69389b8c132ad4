import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en as issuesEn } from '../packages/definition/src/messages/en.ts';
import { zh as issuesZh } from '../packages/definition/src/messages/zh.ts';
import { SURROUNDINGS } from '../packages/definition/src/model/scope.ts';
import { PART_KINDS } from '../packages/definition/src/parts/parts.ts';
import { PROPERTIES } from '../packages/definition/src/parts/properties.ts';
import { OPERATORS } from '../packages/logic/src/operators.ts';
import { isSign } from '../packages/ui/src/filter/expression-words.ts';
import { en } from '../packages/ui/src/text/en.ts';
import { zh } from '../packages/ui/src/text/zh.ts';

type Words = Readonly<Record<string, string>>;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules') && !entry.parentPath.includes('dist'),
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
      'constraint.failed',
      'publish.comma',
      'publish.quoted',
      'publish.semicolon',
      'publish.turn',
      'publish.turned',
      'record.one',
    ]);
    for (const [key, text] of [...Object.entries(zh), ...Object.entries(issuesZh)])
      if (!wordless.has(key)) expect([key, /\p{Script=Han}/u.test(text)]).toEqual([key, true]);
  });

  it('knows every text the screens ask for', () => {
    const asked = ['runtime/src', 'designer/src', 'packages/ui/src']
      .flatMap(files)
      .flatMap((text) =>
        [...text.matchAll(/\bt\(\s*'([^']+)'|\? '([a-z][a-zA-Z]*\.[a-zA-Z.]+)'|: '([a-z][a-zA-Z]*\.[a-zA-Z.]+)'\)/g)].map(
          (match) => (match[1] ?? match[2] ?? match[3]) as string,
        ),
      );
    expect(asked.length).toBeGreaterThan(150);
    expect(asked.filter((key) => en[key] === undefined)).toEqual([]);
  });

  it('knows a text for every member of every family of keys', () => {
    const templates = ['runtime/src', 'designer/src', 'packages/ui/src']
      .flatMap(files)
      .flatMap((text) => [...text.matchAll(/\bt\(`([a-zA-Z.]+)\.\$\{/g)].map((match) => match[1] as string));
    for (const prefix of new Set(templates))
      expect([prefix, Object.keys(en).some((key) => key.startsWith(`${prefix}.`))]).toEqual([prefix, true]);
  });

  it('can say every kind of part and every property of one', () => {
    const asked = PART_KINDS.flatMap((kind) => [
      `part.${kind}`,
      ...Object.keys(PROPERTIES[kind]).map((property) => `property.${property}`),
    ]);
    expect(asked.filter((key) => en[key] === undefined)).toEqual([]);
  });

  it('can say every operator of an expression and every name that is no field', () => {
    const names = [...Object.keys(OPERATORS).filter((name) => !isSign(name)), 'if', 'otherwise', ...Object.keys(SURROUNDINGS)];
    expect(names.filter((name) => en[`expression.${name}`] === undefined)).toEqual([]);
  });

  it('has a sentence for every effect of a publish', () => {
    const effects = files('packages/sql/src/impact').join('\n');
    const codes = [...effects.matchAll(/(?:effect|make)\((?:each, )?'([a-z_]+)'|code: '([a-z_]+)'/g)].map(
      (match) => `impact.${match[1] ?? match[2]}`,
    );
    expect(new Set(codes).size).toBeGreaterThan(14);
    expect(codes.filter((key) => en[key] === undefined)).toEqual([]);
  });
});
