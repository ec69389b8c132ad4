/**
 * What people are told of: being named in a comment, somebody wanting access for somebody, being given access, becoming the owner of a record or of
 * many, and no longer being it; by automations also being reminded of a record, or told of it for information, that it is about to be taken back, and that it was; an appeal against that, and its being granted or denied;
 * a wish for an exception, and its being granted or denied; and a wish for their approval, that it is pressing, late, or left without anybody to be asked, and what became of one's own.
 */
export const NOTICE_KINDS = [
  'mention',
  'access',
  'shared',
  'assigned',
  'assignedMany',
  'released',
  'releasedMany',
  'reminder',
  'cc',
  'warning',
  'reclaimed',
  'appeal',
  'appealGranted',
  'appealDenied',
  'exception',
  'exceptionGranted',
  'exceptionDenied',
  'approval',
  'approvalUrged',
  'approvalLate',
  'approvalEscalated',
  'approvalReturned',
  'approvalApproved',
  'approvalRejected',
  'approvalVoided',
] as const;
/** What a person is told of. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What notices are about as people tell them apart, the most pressing first: one record or many makes no difference. */
export const NOTICE_TOPICS = [
  'reminder',
  'warning',
  'reclaimed',
  'approval',
  'appeal',
  'exception',
  'mention',
  'access',
  'shared',
  'assigned',
  'released',
  'cc',
] as const;
/** What a notice is about as people tell it apart. */
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** What a kind of notice is about. */
export const topicOf: Readonly<Record<NoticeKind, NoticeTopic>> = {
  mention: 'mention',
  access: 'access',
  shared: 'shared',
  assigned: 'assigned',
  assignedMany: 'assigned',
  released: 'released',
  releasedMany: 'released',
  reminder: 'reminder',
  cc: 'cc',
  warning: 'warning',
  reclaimed: 'reclaimed',
  appeal: 'appeal',
  appealGranted: 'appeal',
  appealDenied: 'appeal',
  exception: 'exception',
  exceptionGranted: 'exception',
  exceptionDenied: 'exception',
  approval: 'approval',
  approvalUrged: 'approval',
  approvalLate: 'approval',
  approvalEscalated: 'approval',
  approvalReturned: 'approval',
  approvalApproved: 'approval',
  approvalRejected: 'approval',
  approvalVoided: 'approval',
};

/** The kinds of notices that are about this. */
export const kindsOf = (topic: NoticeTopic): NoticeKind[] => NOTICE_KINDS.filter((kind) => topicOf[kind] === topic);

/** Which notices are asked for: those unread, all that are to be seen, or those that are put off. */
export const NOTICE_SHELVES = ['unread', 'all', 'later'] as const;
/** Which notices are asked for: those unread, all that are to be seen, or those that are put off. */
export type NoticeShelf = (typeof NOTICE_SHELVES)[number];
