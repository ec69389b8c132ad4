import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A source file of ours: the part of the house it lies in, its path from the root of the house, and what it imports, as it is written. */
export interface Source {
  readonly part: string;
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

/** Who imports whom: files, rooms or parts. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist'].includes(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** All sources of some parts. */
export function sourcesOf(parts: readonly string[]): Source[] {
  return parts.flatMap((part) =>
    walk(part).map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const found = text.matchAll(/^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm);
      const imports = [...found].map((match) => (match[1] ?? match[2] ?? match[3]) as string);
      return { part, path, text, imports };
    }),
  );
}

/** True for what only tests. */
export const isTest = (path: string) => /\.(test|spec)\.tsx?$|^test\/dom\//.test(path);

/** The file that a relative import means, from the root of the house; undefined for one that is not relative. */
export function fileOf({ path }: Pick<Source, 'path'>, name: string): string | undefined {
  return name.startsWith('.') ? join(dirname(path), name) : undefined;
}

/** The graph that pairs of an importer and an imported make. */
export function graphOf(pairs: Iterable<readonly [string, string]>): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of pairs) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
}

/** A cycle for each arrow that closes one: `a → b → a`. */
export function cyclesIn(graph: Graph): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (node: string, trail: readonly string[]) => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(node)), node].join(' → '));
      return;
    }
    state.set(node, 'open');
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    state.set(node, 'done');
  };
  for (const node of graph.keys()) visit(node, []);
  return cycles;
}

/** Everything that can be reached from each node, however far. */
export function reachIn(graph: Graph): Map<string, Set<string>> {
  const from = (node: string, seen = new Set<string>()): Set<string> => {
    for (const next of graph.get(node) ?? []) if (!seen.has(next)) from(next, seen.add(next));
    return seen;
  };
  return new Map([...graph.keys()].map((node) => [node, from(node)]));
}
