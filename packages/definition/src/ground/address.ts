/**
 * Keys an entity may not take, because they are words of addresses: those with which an address inside an app begins, in the API and on screen,
 * and those beside a record's id. An entity of such a key would be hidden behind a page of the product, now or when an address grows.
 */
export const RESERVED_ENTITIES: ReadonlySet<string> = new Set([
  // The API, after /apps/{app}/.
  ...['definition', 'views', 'records', 'board', 'today', 'reports', 'files', 'imports', 'events', 'members', 'notices', 'comments'],
  ...['draft', 'publish', 'rollback', 'versions', 'repair', 'relabels', 'automations', 'runs', 'exceptions', 'approvals', 'away'],
  // The screens, after /a/{app}/ and beside a record's id.
  ...['chance', 'dashboard', 'future', 'import', 'new'],
]);
