import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What each part may import besides itself; the arrows of the house. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'packages/logic': [],
  'packages/definition': ['logic'],
  'packages/process': ['definition', 'logic'],
  'packages/sql': ['definition', 'logic'],
  'packages/client': ['definition'],
  'packages/ui': ['definition', 'logic', 'process'],
  server: ['definition', 'logic', 'process', 'sql'],
  runtime: ['client', 'definition', 'logic', 'process', 'ui'],
  designer: ['client', 'definition', 'logic', 'process', 'ui'],
  test: ['definition', 'logic', 'process', 'sql', 'server'],
};
const PURE = new Set(['packages/logic', 'packages/definition', 'packages/process', 'packages/sql']);
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  'packages/logic': ['big.js', 'json-logic-js', 'zod'],
  'packages/definition': ['zod'],
  'packages/process': [],
  'packages/sql': ['kysely'],
};

interface Source {
  readonly part: string;
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist'].includes(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

const sources: Source[] = Object.keys(ARROWS).flatMap((part) =>
  walk(part).map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const found = text.matchAll(/^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm);
    const imports = [...found].map((match) => (match[1] ?? match[2] ?? match[3]) as string);
    return { part, path, text, imports };
  }),
);
const isTest = (path: string) => /\.(test|spec)\.tsx?$|^test\/dom\//.test(path);
const product = sources.filter((source) => !isTest(source.path));
const offenders = (bad: (source: Source, name: string) => boolean) =>
  product.flatMap((source) => source.imports.filter((name) => bad(source, name)).map((name) => `${source.path} → ${name}`));

describe('the house', () => {
  it('is read at all', () => expect(product.length).toBeGreaterThan(150));

  it('has arrows that point one way', () => {
    expect(
      offenders(
        (source, name) =>
          name.startsWith('@pipewright/') &&
          !(ARROWS[source.part] as readonly string[]).includes(name.split('/')[1] as string) &&
          `@pipewright/${source.part.split('/').at(-1)}` !== name,
      ),
    ).toEqual([]);
  });

  it('imports other parts by their entry only, and never reaches into another part by a path', () => {
    const escapes = offenders(
      (source, name) =>
        name.startsWith('.') && !normalize(join(dirname(source.path), name)).startsWith(source.part) && !name.includes('/tools/'),
    );
    expect(escapes).toEqual([]);
    expect(offenders((_, name) => /^@pipewright\/[a-z]+\/(?!style\.css|example)/.test(name))).toEqual([]);
  });

  it('names what it runs with among the dependencies, which are all that is installed where nothing is tested', () => {
    const missing = offenders(({ part }, name) => {
      const { name: own, dependencies = {} } = JSON.parse(readFileSync(join(root, part, 'package.json'), 'utf8'));
      const library = name.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? '';
      return part !== 'test' && !/^\.|^node:/.test(name) && ![own, ...Object.keys(dependencies)].includes(library);
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

  it('writes HTTP statuses and Postgres codes down in one file', () => {
    const codes = product
      .filter((source) => source.part === 'server' && /'(23505|23503|55P03|57014|0A000)'/.test(source.text))
      .map((source) => source.path);
    expect(codes).toEqual(['server/src/http/fault.ts']);
  });

  it('has no raw SQL text in its compiler, but for a list of keys, which an index must hold word for word', () => {
    const raw = product.filter((source) => /\bsql\.(raw|lit)\b/.test(source.text)).map((source) => source.path);
    expect(raw).toEqual(['packages/sql/src/field-order.ts']);
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
    const graph = new Map(
      product.map((source) => [
        source.path,
        source.imports.filter((name) => name.startsWith('.')).map((name) => relative('.', normalize(join(dirname(source.path), name)))),
      ]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      state.set(path, 'open');
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});
