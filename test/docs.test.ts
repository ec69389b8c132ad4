import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARROWS, type Arrows, ROOMS } from './support/house.ts';
import { graphOf, reachIn, root } from './support/sources.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const inDocs = readdirSync(join(root, 'docs')).map((name) => `docs/${name}`);
const ofPackages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`);
const pages = ['README.md', 'CONTRIBUTING.md', ...inDocs, ...ofPackages].filter((path) => path.endsWith('.md'));

/** The arrows `a --> b & c` of the picture that follows a heading of a page. */
function drawn(page: string, heading: string) {
  const picture = read(page).split(`\n${heading}\n`)[1]?.split('```')[1] ?? '';
  return [...picture.matchAll(/^\s*(\w+) --> ([\w &]+)$/gm)].flatMap(([, from, to]) =>
    (to as string).split(' & ').map((each) => [from as string, each] as const),
  );
}

/** Who stands on whom, however far below; a picture leaves out what follows from the rest of it. */
const order = (pairs: readonly (readonly [string, string])[]) =>
  [...reachIn(graphOf(pairs))].flatMap(([from, reached]) => [...reached].map((to) => `${from} on ${to}`)).sort();
const pairsOf = (arrows: Arrows) =>
  Object.entries(arrows).flatMap(([from, names]) => names.map((to) => [from.split('/').at(-1) as string, to] as const));

describe('the pages', () => {
  it.each(pages)('%s: names no file that is not there', (page) => {
    const named = [...read(page).matchAll(/`((?:packages|server|runtime|designer|tools|test|docs|templates|\.ci)\/[\w./-]+)`/g)];
    expect(named.map(([, path]) => path as string).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('draw the parts of the house as they stand', () => {
    // Tools build and start the house, they are none of its parts.
    const pairs = pairsOf(ARROWS).filter((pair) => !pair.includes('tools'));
    expect(order(drawn('docs/architecture.md', '## The parts'))).toEqual(order(pairs));
  });

  it('draw the rooms of the server as they stand', () => {
    expect(order(drawn('docs/architecture.md', '## The server'))).toEqual(order(pairsOf(ROOMS.server as Arrows)));
  });
});
