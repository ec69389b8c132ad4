import { describe, expect, it } from 'vitest';
import { ROOMS } from './support/house.ts';
import { cyclesIn, fileOf, graphOf, isTest, sourcesOf } from './support/sources.ts';

/** The room of a file, by the part it lies in; undefined for one outside of the part's rooms. */
function roomOf(part: string, path: string): string | undefined {
  if (!path.startsWith(`${part}/src/`)) return undefined;
  const [room, file] = path.slice(`${part}/src/`.length).split('/');
  return file === undefined ? 'roof' : room;
}

describe.each(Object.entries(ROOMS))('the rooms of %s', (part, rooms) => {
  const arrows = sourcesOf([part])
    .filter(({ path }) => !isTest(path))
    .flatMap((source) =>
      source.imports.flatMap((name) => {
        const [from, to] = [roomOf(part, source.path), roomOf(part, fileOf(source, name) ?? '')];
        return from && to && from !== to ? [{ from, to, file: `${source.path} → ${name}` }] : [];
      }),
    );
  const built = graphOf(arrows.map(({ from, to }) => [from, to] as const));

  it('import each other in the directions that are written down, and no others', () => {
    expect(arrows.filter(({ from, to }) => !rooms[from]?.includes(to)).map(({ file }) => file)).toEqual([]);
    const unused = Object.entries(rooms).flatMap(([from, names]) =>
      names.filter((to) => !built.get(from)?.has(to)).map((to) => `${from} → ${to}`),
    );
    expect(unused).toEqual([]);
  });

  it('stand on one another without a cycle, the roof on top', () => {
    expect(cyclesIn(built)).toEqual([]);
    expect(arrows.filter(({ to }) => to === 'roof').map(({ file }) => file)).toEqual([]);
  });
});
