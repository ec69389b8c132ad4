import type { App } from '../model/app.ts';
import type { AppPart } from '../model/app-part.ts';

/** True where a part is on: none of its entities is retired. */
export function isPartOn(app: Pick<App, 'entities'>, { entities }: Pick<AppPart, 'entities'>): boolean {
  return !app.entities.some((entity) => entity.retired && entities.includes(entity.key));
}
