import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { className } from '../tools/web-classes.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const APPS = ['packages/ui/src', 'runtime/src', 'designer/src'];

const files = APPS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => ({
    path: `${folder}/${name}`,
    text: /\.(tsx?|css)$/.test(name) ? readFileSync(join(root, folder, name), 'utf8') : '',
  })),
);
const sources = files.filter(({ path }) => /\.tsx?$/.test(path) && !path.includes('.test.'));
const sheets = new Map(files.filter(({ path }) => path.endsWith('.module.css')).map(({ path, text }) => [path, text]));
const classesOf = (sheet: string) =>
  new Set([...sheet.replace(/:global\([^)]*\)/g, '').matchAll(/\.([a-z][A-Za-z]*)(?=[^{}]*\{)/g)].map(([, name]) => name as string));

/** The properties of an object literal in a source, each as it is written. */
function properties(text: string, start: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; depth >= 0; at += 1) {
    const letter = text[at] as string;
    if ('{([`'.includes(letter) && !(letter === '`' && text.lastIndexOf('`', at - 1) > from)) depth += letter === '`' ? 0 : 1;
    if ('})]'.includes(letter)) depth -= 1;
    if (depth < 0 || (depth === 0 && letter === ',')) {
      found.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return found.filter(Boolean);
}

/** True for a property whose value is written down, not computed. */
function isConstant(property: string): boolean {
  const value = property.includes(':') ? property.slice(property.indexOf(':') + 1) : property;
  return !/[A-Za-z]/.test(value.replace(/'[^']*'|"[^"]*"|undefined/g, ''));
}

describe('how screens are told to look', () => {
  it('is read at all', () => expect([sources.length > 130, sheets.size > 8]).toEqual([true, true]));

  it('stands in style sheets: a style in a source holds what is computed from data, and nothing else', () => {
    const constant = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\bstyle=\{\{/g)].flatMap((match) =>
        properties(text, match.index + match[0].length)
          .filter(isConstant)
          .map((property) => `${path}: ${property}`),
      ),
    );
    expect(constant).toEqual([]);
    const named = sources.filter(({ text }) => /\bstyle=\{[^{]/.test(text)).map(({ path }) => path);
    expect(named).toEqual([]);
  });

  it('has a class for each name that a source uses, and a use for each class', () => {
    const unknown: string[] = [];
    const used = new Map([...sheets.keys()].map((path) => [path, new Set<string>()]));
    for (const { path, text } of sources) {
      const imported = [...text.matchAll(/^import \* as (\w+) from '(\.[^']+\.module\.css)'/gm)].map(
        ([, name, from]) => [name as string, normalize(join(dirname(path), from as string))] as const,
      );
      if (/import \{[^}]*\blook\b[^}]*\} from '@pipewright\/ui'/.test(text))
        imported.push(['look', 'packages/ui/src/frame/look.module.css']);
      for (const [name, sheet] of imported)
        for (const [, wanted] of text.replace(/^import .*$/gm, '').matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))) {
          used.get(sheet)?.add(wanted as string);
          if (!sheets.has(sheet) || !classesOf(sheets.get(sheet) as string).has(wanted as string))
            unknown.push(`${path}: ${name}.${wanted}`);
        }
    }
    expect(unknown).toEqual([]);
    const idle = [...sheets].flatMap(([path, text]) =>
      [...classesOf(text)].filter((name) => !used.get(path)?.has(name)).map((name) => `${path}: ${name}`),
    );
    expect(idle).toEqual([]);
  });

  it('has no two sheets whose classes would have the same name on the page', () => {
    const names = [...sheets.keys()].map((path) => className('x', path));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(className('wide', '/a/b/look.module.css')).toBe('look_wide');
  });

  it('draws every page, panel and emptiness from the shared pieces', () => {
    const own = sources
      .filter(({ path }) => !path.includes('/frame/') && basename(path) !== 'record-cards.tsx')
      .filter(({ text }) => /<Card\b|<Empty\b|<Layout\.Header\b|<Layout\.Content\b/.test(text))
      .map(({ path }) => path);
    expect(own).toEqual([]);
  });
});
