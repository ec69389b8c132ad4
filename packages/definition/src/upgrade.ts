import { FORMAT_VERSION } from './app.ts';

type Document = Readonly<Record<string, unknown>>;

/** Upgrades by the format version they start from; each gives the next version's document. None yet: version 1 is the first. */
const UPGRADES: Readonly<Record<number, (old: Document) => Document>> = {};

/** Brings an older document to the current format. A document this build does not know is left as it is for the schema to refuse. */
export function upgrade(document: unknown): unknown {
  let current = document;
  while (isVersioned(current) && current.formatVersion < FORMAT_VERSION) {
    const step = UPGRADES[current.formatVersion];
    if (!step) return current;
    current = step(current);
  }
  return current;
}

function isVersioned(document: unknown): document is Document & { formatVersion: number } {
  return typeof document === 'object' && document !== null && typeof (document as { formatVersion?: unknown }).formatVersion === 'number';
}
