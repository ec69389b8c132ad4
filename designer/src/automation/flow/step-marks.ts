import { type App, diff } from '@pipewright/definition';

/** How a step differs from what it is compared with. */
export type StepMark = 'new' | 'changed' | 'gone';

const MARKS: Readonly<Partial<Record<ReturnType<typeof diff>[number]['kind'], StepMark>>> = {
  added: 'new',
  removed: 'gone',
  changed: 'changed',
};

/** The steps of an automation that differ between what is published and the draft, by their keys; that they stand in another order alone says nothing. */
export function stepMarks(published: App, draft: App, automation: string): ReadonlyMap<string, StepMark> {
  const start = `automations.${automation}.nodes.`;
  const marks = new Map<string, StepMark>();
  for (const { path, kind } of diff(published, draft)) {
    if (!path.startsWith(start)) continue;
    const [key = '', inside] = path.slice(start.length).split('.');
    const mark = inside === undefined ? MARKS[kind] : 'changed';
    if (mark && marks.get(key) === undefined) marks.set(key, mark);
  }
  return marks;
}
