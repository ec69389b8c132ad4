import { callEarly } from '@pipewright/client';
import { entityOf, iconOf } from '@pipewright/definition';
import { fetchIcons } from '@pipewright/ui';
import { keptLook } from './data/kept-look.ts';
import { listOf, listRequest, placeOf } from './data/list-ask.ts';
import { pagesAt } from './pages.ts';

/**
 * Asks early for what the frame of an app needs and, where the address is that of a list, for its first records, as soon as the app is known.
 * The list page asks the same question later and finds the answer there. Addresses with more than a view in them, and views with groups, wait for the page.
 */
export async function askFirstList({ pathname, search }: { readonly pathname: string; readonly search: string }): Promise<void> {
  const [, key = '', entityKey = ''] = pathname.split('/').filter(Boolean);
  const known = callEarly('readDefinition', { app: key });
  known.then(({ app }) => fetchIcons(app.entities.map(iconOf))).catch(() => undefined);
  if (!pagesAt(pathname).includes('list')) return void (await known);
  callEarly('listViews', { app: key }).catch(() => undefined);
  const app = await known;
  const entity = entityOf(app.app, entityKey);
  const asked = [...new URLSearchParams(search)];
  const view = entity?.views.find((each) => each.key === (asked[0]?.[1] ?? entity.views[0]?.key));
  if (!entity || !view || view.group !== undefined || asked.length > 1 || (asked[0] && asked[0][0] !== 'view')) return;
  await callEarly(
    'listRecords',
    listRequest(listOf(app, entity, asked[0] ? { view: view.key } : {}, view, keptLook(placeOf(app, entity, view))).ask),
  );
}
