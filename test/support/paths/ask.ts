import type { Answer, TestClient } from '../client.ts';
import type { Way } from './attempt.ts';
import type { Attempt } from './world.ts';

/** Sends an attempt the way its kind is sent. */
export function ask(
  client: TestClient,
  app: string,
  way: Way,
  id: string | undefined,
  attempt: Attempt,
  language: string,
): Promise<Answer> {
  const { kind, version, values, stage, status, pipeline, reason, until } = attempt;
  const records = `/apps/${app}/records/deal`;
  const headers = { 'accept-language': language };
  if (kind === 'create') return client.send('POST', records, { values, stage }, headers);
  if (kind === 'delete')
    return client.send('DELETE', `${records}/${id}${version === undefined ? '' : `?version=${version}`}`, undefined, headers);
  if (kind === 'restore') return client.send('POST', `${records}/${id}/restore`, { version }, headers);
  if (way === 'patch' || way === 'empty' || way === 'mass')
    return client.send('PATCH', `${records}/${id}`, { version, values, pipeline }, headers);
  return client.send('POST', `${records}/${id}/move`, { version, values, stage, status, pipeline, reason, until }, headers);
}

/** The texts a refusal speaks to a person, in one. */
export function said({ body }: Answer): string {
  return ((body?.issues ?? []) as { message: string }[]).map((each) => each.message).join('\n');
}
