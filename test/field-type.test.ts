import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FIELD_TYPES } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PARTS = ['logic', 'definition', 'process', 'sql', 'client', 'ui']
  .map((name) => `packages/${name}`)
  .concat('server', 'runtime', 'designer');
const SETTINGS = 'packages/definition/src/model/field-settings.ts';

/** Where a field type has a row, besides its settings: the list of docs/decisions.md. */
const TABLES = [
  'packages/definition/src/model/field-type.ts',
  'packages/sql/src/ground/field-storage.ts',
  'packages/ui/src/field/faces.ts',
  'packages/ui/src/field/input/inputs.ts',
  'packages/ui/src/text/en.ts',
  'server/src/imports/field-text.ts',
];

let copy: string;
let settings: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'pipewright-types-'));
  const isProduct = (path: string) => !/[\\/](node_modules|dist)$|\.(test|spec)\.tsx?$/.test(path);
  for (const part of PARTS) {
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: isProduct });
    symlinkSync(join(root, part, 'node_modules'), join(copy, part, 'node_modules'));
  }
  for (const name of ['node_modules', 'tools']) symlinkSync(join(root, name), join(copy, name));
  for (const name of ['tsconfig.json', 'tsconfig.web.json', 'package.json']) cpSync(join(root, name), join(copy, name));
  const own = Object.fromEntries(PARTS.map((part) => [`@pipewright/${part.split('/').at(-1)}`, [`./${part}/src/index.ts`]]));
  const compilerOptions = {
    types: ['node'],
    paths: { ...own, '@pipewright/definition/example': ['./packages/definition/src/example.ts'] },
  };
  writeFileSync(join(copy, 'tsconfig.all.json'), JSON.stringify({ extends: './tsconfig.web.json', compilerOptions, include: PARTS }));
  settings = readFileSync(join(copy, SETTINGS), 'utf8');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What the compiler says of the whole product where the types of field are others. */
function compile(change: (settings: string) => string): { file: string; code: string }[] {
  writeFileSync(join(copy, SETTINGS), change(settings));
  const compiler = join(root, 'node_modules', 'typescript', 'lib', 'tsc.js');
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.all.json', '--pretty', 'false'], {
    cwd: copy,
    encoding: 'utf8',
  });
  return [...stdout.matchAll(/^([^\s(][^(]*)\(\d+,\d+\): error (TS\d+):/gm)].map(([, file = '', code = '']) => ({ file, code }));
}

describe('a field type', () => {
  it('that is new asks for a row in each table and for nothing else, however many there are', () => {
    const made = Array.from({ length: 10 }, (_, i) => `  made_up_${i}: [],\n`).join('');
    const errors = compile((text) => text.replace(/(?<=export const fieldSettings = \{\n)/, made));
    expect([...new Set(errors.map(({ file }) => file))].sort()).toEqual(TABLES);
    expect(errors).toHaveLength(TABLES.length);
  }, 240_000);

  it('is compared with nowhere', () => {
    const rename = (text: string) =>
      FIELD_TYPES.reduce((all, type) => all.replace(new RegExp(`^ {2}${type}: `, 'm'), `  other_${type}: `), text);
    const errors = compile(rename);
    // A comparison, or a case, with a type that there is not.
    expect(errors.filter(({ code }) => code === 'TS2367' || code === 'TS2678')).toEqual([]);
    expect([...new Set(errors.map(({ file }) => file))]).toEqual(expect.arrayContaining(TABLES));
  }, 240_000);

  it('stands in no list outside the tables', () => {
    const word = `'(?:${FIELD_TYPES.join('|')})'`;
    const lists = new RegExp(`\\[\\s*${word}(?:,\\s*${word})*,?\\s*\\]`, 'g');
    // Rules know kinds of values, some of which are called like a type of field.
    const found = PARTS.filter((part) => part !== 'packages/logic').flatMap((part) =>
      readdirSync(join(copy, part, 'src'), { recursive: true, withFileTypes: true }).flatMap((entry) => {
        const path = join(entry.parentPath, entry.name);
        const name = relative(copy, path).replaceAll('\\', '/');
        if (!/\.tsx?$/.test(name) || TABLES.includes(name)) return [];
        // The column with a record's department is called like the type.
        const all = [...readFileSync(path, 'utf8').matchAll(lists)].filter(([list]) => list !== "['department']");
        return all.map(([list]) => `${name}: ${list}`);
      }),
    );
    expect(found).toEqual([]);
  });
});
