import { dayIn } from '@pipewright/process';
import type { Sight } from '@pipewright/sql';
import type { Published } from './published.ts';

/**
 * What an app sees and may do by itself, as its automations and its stages do: what its administrators do who publish it, inside its workspace, and nothing beyond. It is nobody: rules that
 * speak of the person who asks find no one.
 */
export function ownSight({ app, schema }: Published, workspace: string, now: string): Sight {
  const role = app.roles.find(({ admin }) => admin);
  if (!role) throw new Error('An app without administrators was published');
  const principal = { user: '', workspace, role, department: null, departments: [], now, today: dayIn(app.timeZone, now) };
  return { app, schema, principal };
}
