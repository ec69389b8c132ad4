/**
 * Every operation of the API by its name: how it is asked and where, below `/api`. Plain data, so that web apps know the way without the schemas; what
 * is sent and answered stands in `operations.ts`.
 */
export const addresses = {
  health: 'GET /health',
  readSignInHelp: 'GET /sign-in-help',
  readDefinitionSchema: 'GET /definition-schema.json',
  signIn: 'POST /auth/sign-in/email',
  signOut: 'POST /auth/sign-out',
  renewSession: 'POST /auth/renew',
  setUp: 'POST /setup',
  readAccount: 'GET /account',
  changePassword: 'POST /account/password',
  endOtherSessions: 'DELETE /account/sessions/others',
  endSession: 'DELETE /account/sessions/:id',
  endSessions: 'DELETE /account/sessions',
  listTokens: 'GET /account/tokens',
  makeToken: 'POST /account/tokens',
  endToken: 'DELETE /account/tokens/:id',
  readMe: 'GET /me',
  listPeople: 'GET /people',
  addPerson: 'POST /people',
  changePerson: 'PATCH /people/:user',
  importPeople: 'POST /people/import',
  listDepartments: 'GET /departments',
  addDepartment: 'POST /departments',
  changeDepartment: 'PATCH /departments/:id',
  listApps: 'GET /apps',
  listTemplates: 'GET /templates',
  makeApp: 'POST /apps',
  readDefinition: 'GET /apps/:app/definition',
  describeApi: 'GET /apps/:app/openapi.json',
  followEvents: 'GET /apps/:app/events',
  listViews: 'GET /apps/:app/views',
  saveView: 'POST /apps/:app/views',
  deleteView: 'DELETE /apps/:app/views/:id',
  listRecords: 'GET /apps/:app/records/:entity',
  createRecord: 'POST /apps/:app/records/:entity',
  readRecord: 'GET /apps/:app/records/:entity/:id',
  changeRecord: 'PATCH /apps/:app/records/:entity/:id',
  deleteRecord: 'DELETE /apps/:app/records/:entity/:id',
  restoreRecord: 'POST /apps/:app/records/:entity/:id/restore',
  moveRecord: 'POST /apps/:app/records/:entity/:id/move',
  readHistory: 'GET /apps/:app/records/:entity/:id/history',
  readBoard: 'GET /apps/:app/board/:entity',
  runReport: 'POST /apps/:app/reports/run',
  stageImport: 'POST /apps/:app/imports/:entity',
  readImport: 'GET /apps/:app/imports/:id',
  previewImport: 'POST /apps/:app/imports/:id/preview',
  runImport: 'POST /apps/:app/imports/:id/run',
  readRefusedRows: 'GET /apps/:app/imports/:id/refused.csv',
  listMembers: 'GET /apps/:app/members',
  setMember: 'PUT /apps/:app/members',
  readDraft: 'GET /apps/:app/draft',
  saveDraft: 'PUT /apps/:app/draft',
  tryDraft: 'POST /apps/:app/dry-run',
  tryVersion: 'POST /apps/:app/versions/:version/dry-run',
  listDraftHits: 'GET /apps/:app/dry-run/records',
  listVersionHits: 'GET /apps/:app/versions/:version/dry-run/records',
  publish: 'POST /apps/:app/publish',
  rollBack: 'POST /apps/:app/rollback',
  listVersions: 'GET /apps/:app/versions',
  readVersion: 'GET /apps/:app/versions/:version',
  compareVersions: 'GET /apps/:app/versions/:version/changes-to/:other',
  findDrift: 'GET /apps/:app/repair',
  repair: 'POST /apps/:app/repair',
} as const satisfies Readonly<Record<string, `${Method} /${string}`>>;

/** The ways of asking. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** The name of an operation. */
export type OperationName = keyof typeof addresses;

/** How an operation is asked, and its path below `/api` with `:names` for what is put in. */
export function addressOf(name: OperationName): { readonly method: Method; readonly path: string } {
  const [method, path = ''] = addresses[name].split(' ');
  return { method: method as Method, path };
}
