import { FORMAT_VERSION } from '../model/app.ts';
import { type Document, UPGRADES, type Upgrade } from './upgrades.ts';

/** Upgrades by the format version they start from; each gives the next version. */
export type Upgrades = Readonly<Record<number, Upgrade>>;

/** Brings an older document to the current format. A document this build does not know is left as it is for the schema to refuse. */
export function upgrade(document: unknown, upgrades: Upgrades = UPGRADES): unknown {
  let current = document;
  while (isVersioned(current) && current.formatVersion < FORMAT_VERSION) {
    const step = upgrades[current.formatVersion];
    if (!step) return current;
    current = { ...step.app(current), formatVersion: current.formatVersion + 1 };
  }
  return current;
}

/** Brings a view that a person keeps outside of any document from the format it was kept in to the current one. */
export function upgradeView(view: unknown, format: number, upgrades: Upgrades = UPGRADES): unknown {
  let current = view;
  for (let at = format; at < FORMAT_VERSION; at += 1) {
    const step = upgrades[at];
    if (!step || !isObject(current)) return current;
    current = step.view(current);
  }
  return current;
}

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null;
}

function isVersioned(document: unknown): document is Document & { formatVersion: number } {
  return isObject(document) && typeof document.formatVersion === 'number';
}
