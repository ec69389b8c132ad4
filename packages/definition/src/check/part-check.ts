import { type Issue, issue } from '@pipewright/logic';
import type { App } from '../model/app.ts';
import type { AppPart } from '../model/app-part.ts';

/** A part is made of entities that there are, and none of them belongs to another part too. */
export function checkAppPart(app: App, { key, name, entities }: AppPart, path: string): Issue[] {
  return entities.flatMap((each, i): Issue[] => {
    const at = `${path}.entities.${i}`;
    const entity = app.entities.find((one) => one.key === each);
    if (!entity) return [issue(at, 'unknown.entity', { name: each })];
    const other = app.parts?.find((part) => part.key !== key && part.entities.includes(each));
    return other ? [issue(at, 'part.shared', { entity: entity.name, part: name, other: other.name })] : [];
  });
}
