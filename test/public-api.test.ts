import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const parts = [...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`), 'server'];

/** The names an entry gives to others, one a line; what is only a type says so. */
function exportsOf(entry: string): string[] {
  const text = readFileSync(entry, 'utf8');
  const lists = [...text.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, all = '', names = '']) =>
    names.split(',').flatMap((each) => {
      const [, only = '', name] = /^(type )?(?:\w+ as )?(\w+)$/.exec(each.trim()) ?? [];
      return name ? [`${all || only}${name}`] : [];
    }),
  );
  const own = [...text.matchAll(/^export (?:async )?(interface|type|const|function|class) (\w+)/gm)].map(([, kind = '', name]) =>
    /interface|type/.test(kind) ? `type ${name}` : `${name}`,
  );
  const whole = [...text.matchAll(/^export type \* from '(.+)'/gm)].flatMap(([, file = '']) => exportsOf(join(dirname(entry), file)));
  return [...lists, ...own, ...whole].sort((a, b) => (a.replace('type ', '') < b.replace('type ', '') ? -1 : 1));
}

// What others may use is decided, not slipped in: a change here is made with `npm test -- public-api -u` and read in the review.
describe.each(parts)('the entry of %s', (part) => {
  const entry = join(root, part, 'src', 'index.ts');
  const list = join(root, 'test', 'public', `${part.split('/').at(-1)}.txt`);

  it('gives what its list says, no less and no more', async () => {
    expect(existsSync(list)).toBe(true);
    await expect(`${exportsOf(entry).join('\n')}\n`).toMatchFileSnapshot(list);
  });

  it('names each thing by itself', () => {
    expect(readFileSync(entry, 'utf8')).not.toMatch(/^export \* from/m);
    const names = exportsOf(entry);
    expect(names.length).toBeGreaterThan(5);
    expect(new Set(names).size).toBe(names.length);
  });
});
