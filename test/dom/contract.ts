import type {
  AppForPerson,
  AppSummary,
  BoardColumn,
  DepartmentJson,
  DriftJson,
  DryRun,
  Fault,
  HitPage,
  ImportJson,
  Label,
  LedgerEntry,
  PersonJson,
  RecordJson,
  RecordPage,
  RepairJson,
  ReportResult,
  VersionSummary,
  View,
} from '@pipewright/definition';
import type { DraftJson } from '../../designer/src/state/draft.ts';
import type { Session, Token } from '../../packages/client/src/index.ts';

// Every test is about the app `x` with its deals and firms. A letter and a number name one of a kind, so that a path says which answer fits it.
type Known = 'deal' | 'firm';
type Records = `/apps/x/records/${Known}`;
type One = `${Records}/${'d' | 'f'}${number}`;

/** What each request is answered with that has but one address. */
interface Fixed {
  'GET /health': object;
  'POST /auth/renew': object;
  'POST /auth/sign-in/email': object;
  'POST /auth/sign-out': object;
  'GET /sign-in-help': { demo?: Readonly<Record<'email' | 'password' | 'sales' | 'manager', string>> };
  'POST /setup': object;
  'GET /me': { user: string; name: string; installationAdmin: boolean };
  'GET /account': { name: string; email: string; sessions: readonly Session[] };
  'POST /account/password': object;
  'DELETE /account/sessions': object;
  'DELETE /account/sessions/others': object;
  'GET /account/tokens': { tokens: readonly Token[] };
  'POST /account/tokens': Token & { token: string };
  'GET /people': { people: readonly PersonJson[] };
  'POST /people/import': { people: number; departments: number };
  'GET /departments': { departments: readonly DepartmentJson[] };
  'GET /templates': { templates: readonly { key: string; name: Label; hasSample: boolean }[] };
  'GET /apps': { apps: readonly AppSummary[] };
  'POST /apps': { key: string };
  'GET /apps/x/definition': AppForPerson;
  'GET /apps/x/views': { views: readonly { id: string; entity: string; view: View }[] };
  'POST /apps/x/views': { id: string };
  'GET /apps/x/board/deal': { columns: readonly BoardColumn[] };
  'POST /apps/x/reports/run': ReportResult;
  'POST /apps/x/imports/i1/preview': Pick<ImportJson, 'done' | 'refused' | 'reasons'>;
  'POST /apps/x/imports/i1/run': object;
  'GET /apps/x/imports/i1': ImportJson;
  'GET /apps/x/draft': DraftJson;
  'PUT /apps/x/draft': { revision: number; issues: readonly Fault[] };
  'GET /apps/x/dry-run/records': HitPage;
  'POST /apps/x/publish': { version: number };
  'POST /apps/x/rollback': { version: number };
  'GET /apps/x/versions': { versions: readonly VersionSummary[] };
  'GET /apps/x/repair': { drift: readonly DriftJson[]; unused: readonly Fault[] };
  'POST /apps/x/repair': RepairJson;
  'GET /apps/x/members': { members: readonly { id: string; role: string }[] };
  'PUT /apps/x/members': object;
}

/** What each request is answered with. */
export type Contract = Fixed &
  Record<`DELETE /account/sessions/s${number}`, object> &
  Record<`DELETE /account/tokens/t${number}`, object> &
  Record<`DELETE /apps/x/views/v${number}`, object> &
  Record<`GET ${Records}`, RecordPage> &
  Record<`POST ${Records}`, RecordJson> &
  Record<`GET ${One}`, RecordJson> &
  Record<`PATCH ${One}`, RecordJson> &
  Record<`DELETE ${One}`, RecordJson> &
  Record<`POST ${One}/move` | `POST ${Records}/:id/move`, RecordJson> &
  Record<`POST ${One}/restore`, RecordJson> &
  Record<`GET ${One}/history`, { entries: readonly LedgerEntry[] }> &
  Record<`POST /apps/x/imports/${Known}`, ImportJson> &
  Record<`POST /apps/x/${'' | `versions/${number}/`}dry-run`, DryRun>;
