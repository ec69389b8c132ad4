import type { AnswerOf, Member } from '@pipewright/definition';

// Every test is about the app `x` with its deals and firms. A letter and a number name one of a kind, so that a path says which answer fits it.
type Known = 'deal' | 'firm';
type Records = `/apps/x/records/${Known}`;
type One = `${Records}/${'d' | 'f'}${number}`;

/** What screens read of the answer to each request that has but one address. */
interface Fixed {
  'GET /health': object;
  'POST /auth/renew': AnswerOf<'renewSession'>;
  'POST /auth/sign-in/email': AnswerOf<'signIn'>;
  'POST /auth/sign-out': AnswerOf<'signOut'>;
  'GET /sign-in-help': AnswerOf<'readSignInHelp'>;
  'POST /setup': AnswerOf<'setUp'>;
  'POST /invitations': AnswerOf<'invitePerson'>;
  'POST /invitations/read': AnswerOf<'readInvitation'>;
  'POST /invitations/accept': AnswerOf<'acceptInvitation'>;
  'POST /auth/forgotten': AnswerOf<'forgotPassword'>;
  'GET /team': AnswerOf<'listTeam'>;
  'PATCH /account': AnswerOf<'changeProfile'>;
  'POST /departments': AnswerOf<'addDepartment'>;
  'GET /me': AnswerOf<'readMe'>;
  'GET /account': AnswerOf<'readAccount'>;
  'POST /account/password': AnswerOf<'changePassword'>;
  'DELETE /account/sessions': AnswerOf<'endSessions'>;
  'DELETE /account/sessions/others': AnswerOf<'endOtherSessions'>;
  'GET /account/mail': AnswerOf<'readMailWish'>;
  'PUT /account/mail': AnswerOf<'changeMailWish'>;
  'GET /account/tokens': AnswerOf<'listTokens'>;
  'GET /account/feeds': AnswerOf<'listFeeds'>;
  'PUT /account/feeds/x': AnswerOf<'makeFeed'>;
  'DELETE /account/feeds/x': AnswerOf<'endFeed'>;
  'POST /account/tokens': AnswerOf<'makeToken'>;
  'GET /people': AnswerOf<'listPeople'>;
  'POST /people/import': AnswerOf<'importPeople'>;
  'GET /departments': AnswerOf<'listDepartments'>;
  'GET /templates': AnswerOf<'listTemplates'>;
  'GET /apps': AnswerOf<'listApps'>;
  'POST /apps': AnswerOf<'makeApp'>;
  'GET /pipelines': AnswerOf<'listPipelines'>;
  'GET /apps/x/definition': AnswerOf<'readDefinition'>;
  'GET /apps/x/notices': AnswerOf<'listNotices'>;
  'POST /apps/x/notices/read': AnswerOf<'markNotices'>;
  'GET /apps/x/records': AnswerOf<'findRecords'>;
  'GET /apps/x/records/firm/01980000-0000-7000-8000-0000000000b0': AnswerOf<'readRecord'>;
  'GET /apps/x/views': AnswerOf<'listViews'>;
  'PUT /apps/x/views': AnswerOf<'orderViews'>;
  'PUT /apps/x/views/v1': AnswerOf<'changeView'>;
  'PUT /apps/x/views/v9': AnswerOf<'changeView'>;
  'POST /apps/x/views': Pick<AnswerOf<'saveView'>, 'id'>;
  'GET /apps/x/board/deal': AnswerOf<'readBoard'>;
  'POST /apps/x/records/deal/together': AnswerOf<'changeTogether'>;
  'POST /apps/x/records/deal/export': AnswerOf<'exportRecords'>;
  'GET /apps/x/today/deal': AnswerOf<'readToday'>;
  'POST /apps/x/reports/run': AnswerOf<'runReport'>;
  'POST /apps/x/imports/i1/preview': AnswerOf<'previewImport'>;
  'POST /apps/x/imports/i1/run': object;
  'GET /apps/x/imports/i1': AnswerOf<'readImport'>;
  'GET /apps/x/draft': AnswerOf<'readDraft'>;
  'PUT /apps/x/draft': AnswerOf<'saveDraft'>;
  'GET /apps/x/dry-run/records': AnswerOf<'listDraftHits'>;
  'POST /apps/x/publish': Pick<AnswerOf<'publish'>, 'version'>;
  'POST /apps/x/rollback': Pick<AnswerOf<'rollBack'>, 'version'>;
  'GET /apps/x/versions': AnswerOf<'listVersions'>;
  'GET /apps/x/relabels': AnswerOf<'listRelabels'>;
  'GET /apps/x/repair': AnswerOf<'findDrift'>;
  'POST /apps/x/repair': AnswerOf<'repair'>;
  'GET /apps/x/delivery-channels': AnswerOf<'listChannels'>;
  'POST /apps/x/delivery-channels': AnswerOf<'addChannel'>;
  'GET /apps/x/channel-deliveries': AnswerOf<'listDeliveries'>;
  'POST /apps/x/channel-deliveries/redrive': AnswerOf<'redriveDeliveries'>;
  'GET /apps/x/call-secrets': AnswerOf<'listSecrets'>;
  'PUT /apps/x/call-hosts': AnswerOf<'setCallHosts'>;
  'GET /apps/x/members': { members: readonly Pick<Member, 'id' | 'role'>[] };
  'PUT /apps/x/members': AnswerOf<'setMember'>;
  'GET /apps/x/automations': AnswerOf<'listAutomations'>;
  'POST /apps/x/automations/dry-run': AnswerOf<'tryAutomation'>;
  'POST /apps/x/automations/beginnings': AnswerOf<'countBeginnings'>;
  'POST /apps/x/automations/backtest': AnswerOf<'backtestAutomation'>;
  'GET /apps/x/runs': AnswerOf<'listRuns'>;
}

/** What each request is answered with. */
export type Contract = Fixed &
  Record<`POST ${Records}/:id/look`, AnswerOf<'lookAs'>> &
  Record<`PUT /apps/x/automations/${string}/off`, AnswerOf<'switchAutomation'>> &
  Record<`GET /apps/x/automations/${string}/hook`, AnswerOf<'readHook'>> &
  Record<`PUT /apps/x/automations/${string}/hook`, AnswerOf<'renewHook'>> &
  Record<`DELETE /apps/x/automations/${string}/hook`, AnswerOf<'endHook'>> &
  Record<`POST /apps/x/runs/r${number}/retry`, AnswerOf<'retryRun'>> &
  Record<`POST /apps/x/runs/r${number}/skip`, AnswerOf<'skipStep'>> &
  Record<`POST /apps/x/runs/r${number}/end`, AnswerOf<'endRun'>> &
  Record<`POST ${One}/press/${string}`, AnswerOf<'pressButton'>> &
  Record<`PATCH /people/p${number}`, AnswerOf<'changePerson'>> &
  Record<`PUT /people/p${number}/roles`, AnswerOf<'setPersonRole'>> &
  Record<`POST /people/p${number}/link`, AnswerOf<'makePersonLink'>> &
  Record<`DELETE /people/p${number}/link`, AnswerOf<'withdrawPersonLink'>> &
  Record<`GET /people/p${number}/sessions`, AnswerOf<'listPersonSessions'>> &
  Record<`GET /people/p${number}/belongings`, AnswerOf<'countBelongings'>> &
  Record<`POST /people/p${number}/leave`, AnswerOf<'letPersonGo'>> &
  Record<`GET /people/${`p${number}` | ':id'}/hand-overs`, AnswerOf<'listHandOvers'>> &
  Record<`${'PATCH' | 'DELETE'} /departments/a${number}`, AnswerOf<'changeDepartment'>> &
  Record<`DELETE /account/sessions/s${number}`, AnswerOf<'endSession'>> &
  Record<`DELETE /account/tokens/t${number}`, AnswerOf<'endToken'>> &
  Record<`POST /apps/x/notices/n${number}/read`, AnswerOf<'markNotice'>> &
  Record<`PUT /apps/x/notices/n${number}/later`, AnswerOf<'keepNotice'>> &
  Record<`${'PATCH' | 'DELETE'} /apps/x/delivery-channels/h${number}`, AnswerOf<'changeChannel'>> &
  Record<`POST /apps/x/delivery-channels/h${number}/test`, AnswerOf<'testChannel'>> &
  Record<`POST /apps/x/channel-deliveries/d${number}/redrive`, AnswerOf<'redriveDelivery'>> &
  Record<`PUT /apps/x/call-secrets/${string}`, AnswerOf<'keepSecret'>> &
  Record<`DELETE /apps/x/call-secrets/${string}`, AnswerOf<'removeSecret'>> &
  Record<`DELETE /apps/x/views/v${number}`, AnswerOf<'deleteView'>> &
  Record<`GET ${Records}`, AnswerOf<'listRecords'>> &
  Record<`POST ${Records}`, AnswerOf<'createRecord'>> &
  Record<`POST ${Records}/duplicates`, AnswerOf<'findDuplicates'>> &
  Record<`GET ${One}`, AnswerOf<'readRecord'>> &
  Record<`PATCH ${One}`, AnswerOf<'changeRecord'>> &
  Record<`DELETE ${One}`, AnswerOf<'deleteRecord'>> &
  Record<`POST ${One}/move` | `POST ${Records}/:id/move`, AnswerOf<'moveRecord'>> &
  Record<`POST ${One}/restore`, AnswerOf<'restoreRecord'>> &
  Record<`POST ${One}/press/discount`, AnswerOf<'pressButton'>> &
  Record<`GET ${One}/line`, Pick<AnswerOf<'readLine'>, 'entries'> & Partial<AnswerOf<'readLine'>>> &
  Record<`POST ${One}/comments`, AnswerOf<'addComment'>> &
  Record<`POST ${One}/activities`, AnswerOf<'addActivity'>> &
  Record<`${'PATCH' | 'DELETE'} /apps/x/comments/c${number}`, AnswerOf<'changeComment'>> &
  Record<`GET ${One}/origins` | `GET ${Records}/:id/origins`, AnswerOf<'readOrigins'>> &
  Record<`GET ${One}/history`, AnswerOf<'readHistory'>> &
  Record<`GET ${One}/pool` | `GET ${Records}/:id/pool`, AnswerOf<'readPoolState'>> &
  Record<`${'GET' | 'POST'} ${One}/work`, AnswerOf<'readWork'>> &
  Record<`GET ${One}/exceptions`, AnswerOf<'listRecordExceptions'>> &
  Record<`GET ${One}/approvals`, AnswerOf<'listRecordApprovals'>> &
  Record<'GET /apps/x/approvals', AnswerOf<'listApprovals'>> &
  Record<`GET /apps/x/approvals/a${number}`, AnswerOf<'readApproval'>> &
  Record<`POST /apps/x/approvals/a${number}/act`, AnswerOf<'actOnApproval'>> &
  Record<'POST /apps/x/approvals/decide', AnswerOf<'decideApprovals'>> &
  Record<'GET /apps/x/away', AnswerOf<'readAway'>> &
  Record<'PUT /apps/x/away', AnswerOf<'setAway'>> &
  Record<`POST ${Records}/exceptions`, AnswerOf<'askException'>> &
  Record<'GET /apps/x/exceptions', AnswerOf<'listExceptions'>> &
  Record<`GET /apps/x/exceptions/e${number}`, AnswerOf<'readException'>> &
  Record<`POST /apps/x/exceptions/e${number}/${'answer' | 'withdraw'}`, AnswerOf<'answerException'>> &
  Record<`POST ${One}/unclaim`, AnswerOf<'unclaimRecord'>> &
  Record<`GET ${Records}/together/pool`, AnswerOf<'listPoolStories'>> &
  Record<`POST ${One}/claim`, AnswerOf<'claimRecord'>> &
  Record<`GET ${One}/convert`, AnswerOf<'readConversion'>> &
  Record<`POST ${One}/convert`, AnswerOf<'convertRecord'>> &
  Record<`POST ${One}/appeal`, AnswerOf<'appealReclaim'>> &
  Record<`POST ${One}/appeal/answer`, AnswerOf<'answerAppeal'>> &
  Record<`GET ${One}/shares` | `GET ${Records}/:id/shares`, AnswerOf<'listShares'>> &
  Record<`${'PUT' | 'DELETE'} ${One}/shares/p${number}`, AnswerOf<'setShare'>> &
  Record<`POST /apps/x/imports/${Known}`, AnswerOf<'stageImport'>> &
  Record<`POST /apps/x/${'' | `versions/${number}/`}dry-run`, AnswerOf<'tryDraft'>>;
