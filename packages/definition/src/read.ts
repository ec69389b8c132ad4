import { type Issue, issue } from '@pipewright/logic';
import { type App, appSchema } from './app.ts';
import { upgrade } from './upgrade.ts';
import { validate } from './validate.ts';

/** What reading a document gives: the app, or every reason it is refused. */
export type Read = { readonly app: App } | { readonly issues: readonly Issue[] };

/** The most characters a definition may have as JSON. */
export const MAX_DOCUMENT = 4_000_000;

/** Reads an app definition: parse, upgrade, check the shape, then everything `validate` looks at. */
export function readApp(document: unknown): Read {
  const shape = appSchema.safeParse(upgrade(document));
  if (!shape.success) {
    return {
      issues: shape.error.issues
        .slice(0, 100)
        .map((found) => issue(found.path.join('.'), `shape.${found.code}`, { detail: found.message })),
    };
  }
  const issues = validate(shape.data);
  return issues.length > 0 ? { issues } : { app: shape.data };
}
