import type { OperationName } from './addresses.ts';

/**
 * The operations that are sent with an `Idempotency-Key`, as plain data for web apps, which know the contract without its schemas: what they would do a
 * second time where an answer is lost. The schemas say so as well (`once`).
 */
export const onceOperations: ReadonlySet<OperationName> = new Set<OperationName>([
  ...([
    'createRecord',
    'changeRecord',
    'deleteRecord',
    'restoreRecord',
    'moveRecord',
    'changeTogether',
    'pressButton',
    'claimRecord',
    'convertRecord',
  ] as const),
  ...(['addComment', 'addActivity', 'saveView', 'makeApp', 'makeToken'] as const),
  ...(['actOnApproval', 'decideApprovals'] as const),
  'addChannel',
  ...(['addPerson', 'addDepartment', 'invitePerson', 'makePersonLink'] as const),
]);
