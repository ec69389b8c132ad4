import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '@pipewright/definition';
import { Refusal, refuse } from '../ground/refusal.ts';
import { templateApp } from '../published/stored.ts';

/** Reads a template's definition. */
export function readTemplate(dir: string, key: string): App {
  const file = join(dir, key, 'definition.json');
  if (!/^[a-z][a-z0-9_]*$/.test(key) || !existsSync(file)) return refuse('unknown.template', { name: key }, 'template');
  return templateApp(readFileSync(file, 'utf8'), key);
}

/** The templates of this installation, by their keys. */
export function readTemplates(dir: string): ReadonlyMap<string, App> {
  const keys = readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && existsSync(join(dir, entry.name, 'definition.json')) ? [entry.name] : [],
  );
  return new Map(
    keys.flatMap((key): [string, App][] => {
      try {
        return [[key, readTemplate(dir, key)]];
      } catch (error) {
        // One template that cannot be read, of which the log tells, does not hide the others.
        if (error instanceof Refusal) return [];
        throw error;
      }
    }),
  );
}
