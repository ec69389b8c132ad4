import { type App, type Automation, type Entity, editAutomation } from '@pipewright/definition';
import type { Draft } from '../state/draft.ts';

/** An automation under design: what it is, where it stands, and how it is changed. */
export interface Editing {
  readonly draft: Draft;
  /** What is published. */
  readonly base: App;
  readonly automation: Automation;
  readonly entity: Entity;
  /** Its path in the document as faults name it: `automations.2`. */
  readonly path: string;
  readonly change: (change: (automation: Automation) => Automation) => void;
}

/** The automation of a key under design; undefined where it or its entity is gone. */
export function editingOf(draft: Draft, key: string, base: App): Editing | undefined {
  const { app } = draft;
  const index = app.automations?.findIndex((each) => each.key === key) ?? -1;
  const automation = app.automations?.[index];
  const entity = app.entities.find((each) => each.key === automation?.entity && !each.retired);
  if (!automation || !entity) return undefined;
  return {
    ...{ draft, base, automation, entity, path: `automations.${index}` },
    change: (change) => draft.set(editAutomation(app, key, change)),
  };
}
