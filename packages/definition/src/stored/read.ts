import { type Issue, issue, type Result } from '@pipewright/logic';
import type { z } from 'zod';
import { settingIssues } from '../check/setting-issue.ts';
import { type FormerKeys, validate } from '../check/validate.ts';
import { storableTexts } from '../ground/storable.ts';
import { type App, appSchema, type View, viewSchema } from '../model/app.ts';
import { upgrade, upgradeView } from './upgrade.ts';

/** The most characters a definition may have as JSON. */
export const MAX_DOCUMENT = 4_000_000;

function shapeIssues(error: z.ZodError, document: unknown): Issue[] {
  return error.issues
    .slice(0, 100)
    .flatMap((found) => settingIssues(found, document) ?? issue(found.path.join('.'), `shape.${found.code}`, { detail: found.message }));
}

/**
 * Reads a definition that was accepted once: upgrade and shape, without the rules a publish is held to. What was published stays readable when rules
 * are added later.
 */
export function readStored(document: unknown): Result<App> {
  const current = upgrade(document);
  const shape = appSchema.safeParse(current);
  return shape.success ? { value: shape.data } : { issues: shapeIssues(shape.error, current) };
}

/** Reads an app definition that is to be published: texts, upgrade, shape, then everything `validate` looks at. */
export function readApp(document: unknown, former?: FormerKeys): Result<App> {
  const texts = storableTexts(document);
  if (texts.issues.length > 0) return { issues: texts.issues };
  const read = readStored(texts.value);
  if ('issues' in read) return read;
  const issues = validate(read.value, former);
  return issues.length > 0 ? { issues } : read;
}

/** Reads a view that a person keeps; undefined where it is of no known shape. */
export function readView(view: unknown, format: number): View | undefined {
  return viewSchema.safeParse(upgradeView(view, format)).data;
}
