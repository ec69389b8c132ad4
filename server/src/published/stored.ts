import { type App, readStored } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { Refusal } from '../ground/refusal.ts';
import { log } from '../log/log.ts';

/** Reads the text of a published version: the one way from a stored definition to an app. One that this build cannot read is a fault of that version alone. */
export function storedApp(text: string, app: string, version: number): App {
  return read(text, (place) => issue('', 'version.unreadable', { app, version, place }));
}

/** Reads the text of a template's definition in the same way. */
export function templateApp(text: string, template: string): App {
  return read(text, (place) => issue('template', 'template.unreadable', { name: template, place }));
}

function read(text: string, fault: (place: string) => Issue): App {
  const stored = readStored(JSON.parse(text));
  if ('value' in stored) return stored.value;
  const places = stored.issues.map(({ path }) => path || '/');
  const refusal = new Refusal([fault([...new Set(places)].slice(0, 3).join(', '))]);
  // Nobody who works in the app can mend it: whoever runs the server must hear of it too, and more exactly.
  log.error({ ...refusal.issues[0], found: stored.issues.slice(0, 3) }, 'A stored definition cannot be read.');
  throw refusal;
}
