import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import { readStored } from './read.ts';
import { type Upgrades, upgrade, upgradeView } from './upgrade.ts';
import { UPGRADES } from './upgrades.ts';

const steps: Upgrades = {
  ...UPGRADES,
  [-1]: { app: ({ label, ...rest }) => ({ ...rest, title: label }), view: (old) => ({ ...old, shown: ['name'] }) },
  0: { app: ({ title, ...rest }) => ({ ...rest, name: title }), view: ({ shown, ...rest }) => ({ ...rest, columns: shown }) },
};

describe('upgrading a document', () => {
  it('goes through every step from where it stands, and numbers what comes out', () => {
    const { name, ...rest } = exampleApp();
    expect(upgrade({ ...rest, label: name, formatVersion: -1 }, steps)).toEqual(exampleApp());
    expect(upgrade({ ...rest, title: name, formatVersion: 0 }, steps)).toEqual(exampleApp());
    expect(upgradeView({ key: 'all' }, -1, steps)).toEqual({ key: 'all', columns: ['name'] });
  });

  it.each([[5], [null], [{ formatVersion: 'x' }], [{ formatVersion: 99 }], [{ formatVersion: -7 }], [[]]])(
    'leaves what it does not know: %j',
    (document) => {
      expect(upgrade(document, steps)).toBe(document);
      expect(readStored(document)).toHaveProperty('issues');
    },
  );

  it('leaves a document of today as it is', () => {
    const app = exampleApp();
    expect(upgrade(app)).toBe(app);
    expect(upgradeView(app.entities[0]?.views[0], 1)).toBe(app.entities[0]?.views[0]);
  });
});
