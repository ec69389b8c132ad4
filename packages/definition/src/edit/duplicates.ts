import type { App } from '../model/app.ts';
import type { DuplicateRule } from '../model/duplicate-rule.ts';
import { editEntity } from './entity.ts';

/** Sets the rules by which records of an entity are duplicates; none where the list is empty. */
export function setDuplicates(app: App, entityKey: string, rules: readonly DuplicateRule[]): App {
  return editEntity(app, entityKey, (entity) => {
    if (!entity.process) return entity;
    const { duplicates: _, ...process } = entity.process;
    return { ...entity, process: rules.length > 0 ? { ...process, duplicates: [...rules] } : process };
  });
}
