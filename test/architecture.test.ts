import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARROWS } from './support/house.ts';
import { cyclesIn, fileOf, graphOf, isTest, root, type Source, sourcesOf } from './support/sources.ts';

const PURE = new Set(['packages/logic', 'packages/definition', 'packages/process', 'packages/sql']);
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  'packages/logic': ['big.js', 'json-logic-js', 'zod'],
  'packages/definition': ['zod'],
  'packages/process': [],
  'packages/sql': ['kysely'],
};

const sources = sourcesOf(Object.keys(ARROWS));
const product = sources.filter((source) => !isTest(source.path));
const short = (part: string) => part.split('/').at(-1) as string;
/** The part of the house that an import means, by its short name; undefined for a library. */
const partOf = (source: Source, name: string) => {
  const file = fileOf(source, name);
  if (file) return short(Object.keys(ARROWS).find((part) => file.startsWith(`${part}/`)) ?? file);
  return name.startsWith('@pipewright/') ? name.split('/')[1] : undefined;
};
const offenders = (bad: (source: Source, name: string) => boolean) =>
  product.flatMap((source) => source.imports.filter((name) => bad(source, name)).map((name) => `${source.path} → ${name}`));

describe('the house', () => {
  it('is read at all', () => expect(product.length).toBeGreaterThan(150));

  it('has arrows that point one way', () => {
    const allowed = (part: string) => [short(part), ...(ARROWS[part] ?? [])];
    expect(offenders((source, name) => !allowed(source.part).includes(partOf(source, name) ?? short(source.part)))).toEqual([]);
    const parts = Object.entries(ARROWS).flatMap(([part, names]) => names.map((name) => [short(part), name] as const));
    expect(cyclesIn(graphOf(parts))).toEqual([]);
  });

  it('imports other parts by their entry only; by a path only where tools are on either side, for they are no package', () => {
    const escapes = offenders((source, name) => {
      const file = fileOf(source, name);
      if (!file || file.startsWith(`${source.part}/`)) return false;
      // What builds a web app or runs the tests may use tools; what is served may not.
      if (source.part === 'tools') return !file.endsWith('/src/index.ts');
      return !file.startsWith('tools/') || source.path.includes('/src/');
    });
    expect(escapes).toEqual([]);
    expect(offenders((_, name) => /^@pipewright\/[a-z]+\/(?!style\.css|example)/.test(name))).toEqual([]);
  });

  it('names what it runs with among the dependencies, which are all that is installed where nothing is tested', () => {
    const missing = offenders(({ part, text }, name) => {
      if (part === 'test' || /^\.|^node:/.test(name)) return false;
      // Tools run before anything is installed; only the compiler knows more.
      if (part === 'tools') return !new RegExp(`^import type [^;]+ from '${name}'`, 'm').test(text);
      const { name: own, dependencies = {} } = JSON.parse(readFileSync(join(root, part, 'package.json'), 'utf8'));
      return ![own, ...Object.keys(dependencies)].includes(name.match(/^(@[^/]+\/)?[^/]+/)?.[0]);
    });
    expect(missing).toEqual([]);
  });

  it('keeps pure packages pure', () => {
    expect(
      offenders(
        (source, name) =>
          PURE.has(source.part) &&
          !name.startsWith('.') &&
          !name.startsWith('@pipewright/') &&
          !(LIBRARIES[source.part] as readonly string[]).includes(name),
      ),
    ).toEqual([]);
  });

  it('lets only the server speak to the database, and imports json-logic-js in one file', () => {
    expect(offenders((source, name) => name === 'pg' && source.part !== 'server' && source.part !== 'test')).toEqual([]);
    expect(product.filter((source) => source.imports.includes('json-logic-js')).map((source) => source.path)).toEqual([
      'packages/logic/src/evaluate.ts',
    ]);
  });

  it('writes HTTP statuses of refusals and Postgres codes down in one file each', () => {
    const server = product.filter((source) => source.part === 'server');
    const holding = (codes: RegExp) => server.filter((source) => codes.test(source.text)).map((source) => source.path);
    expect(holding(/'(23505|23503|55P03|57014|0A000)'/)).toEqual(['server/src/db/error.ts']);
    expect(holding(/[^'\w](401|403|404|413|415|422|429)\b(?!')/)).toEqual(['server/src/door/fault.ts']);
  });

  it('speaks in its log only, where it serves', () => {
    const server = product.filter((source) => source.part === 'server');
    expect(server.filter((source) => /\bconsole\b/.test(source.text)).map((source) => source.path)).toEqual([]);
  });

  it('has no raw SQL text in its compiler, but for a list of keys, which an index must hold word for word', () => {
    const raw = product.filter((source) => /\bsql\.(raw|lit)\b/.test(source.text)).map((source) => source.path);
    expect(raw).toEqual(['packages/sql/src/ground/field-order.ts']);
  });

  it('orders by columns, never by what a statement makes of an id: the name of an output comes first, and no index helps to sort a text', () => {
    const madeText = /\bselect (?:[^`]*, )?id::text,?[^`]*\border by (?:[^`()]*, )?id\b/;
    expect(madeText.test('`select id::text, at from run where at < now() order by at, id limit 1`')).toBe(true);
    expect(madeText.test('`select r.id::text from run r order by r.id`')).toBe(false);
    const statements = product.flatMap(({ path, text }) => {
      let plain = text;
      for (let before = ''; before !== plain; ) [before, plain] = [plain, plain.replaceAll(/\$\{[^{}]*\}/g, '')];
      return plain.split('`').map((part) => ({ path, part }));
    });
    const wrong = statements.filter(({ path, part }) => !path.startsWith('test/') && madeText.test(part));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('has small files: none over 500 lines, most under 150', () => {
    // A list of words holds one idea at any length, so only the upper bound is asked of it.
    const words = /\/(en|zh|messages)\.ts$/;
    const all = sources.map((source) => ({ path: source.path, lines: source.text.split('\n').length }));
    expect(all.filter((each) => each.lines > 500)).toEqual([]);
    const sizes = all.filter((each) => !words.test(each.path));
    expect(sizes.filter((each) => each.lines > 150).length / sizes.length).toBeLessThan(0.15);
  });

  it('has no import cycle', () => {
    const imports = product.flatMap((source) => source.imports.map((name) => [source.path, fileOf(source, name)] as const));
    expect(cyclesIn(graphOf(imports.flatMap(([from, to]) => (to ? [[from, to] as const] : []))))).toEqual([]);
  });
});
