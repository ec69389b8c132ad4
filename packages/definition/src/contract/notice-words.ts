import type { Language } from '../ground/label.ts';
import { midSentence } from '../ground/mid-sentence.ts';
import type { App } from '../model/app.ts';
import { entityOf } from '../model/vocabulary.ts';
import type { Notice } from './notices.ts';

/** What notices say, on screens and in mails, with `{{places}}` to be filled. */
export const NOTICE_SENTENCES = {
  en: {
    access: '{{by}} asks you to let {{person}} see “{{record}}”.',
    appeal: '{{by}} asks to keep “{{record}}”, which is about to be taken back.',
    appealDenied: '{{by}} did not grant your appeal: “{{record}}” may be taken back.',
    appealGranted: '{{by}} granted your appeal: “{{record}}” stays with you for now.',
    approval: '{{by}}: {{person}} asks for your approval of “{{record}}”.',
    approvalApproved: '{{by}}: “{{record}}” was approved.',
    approvalEscalated: '{{by}}: nobody is left who could approve “{{record}}”. Please decide it.',
    approvalLate: '{{by}}: “{{record}}” still waits for your decision.',
    approvalOf: '{{by}}: your approval of “{{record}}” is asked for.',
    approvalRejected: '{{by}}: “{{record}}” was not approved.',
    approvalReturned: '{{by}} returned “{{record}}” to you.',
    approvalUrged: '{{by}} asks you to decide on “{{record}}” soon.',
    approvalVoided: '{{by}}: the approval of “{{record}}” is void, since the record has changed.',
    assigned: '{{by}} made you the owner of “{{record}}”.',
    assignedMany: '{{by}} made you the owner of {{count}} {{entity}}.',
    cc: '{{by}}, for your information: “{{record}}”.',
    exception: '{{by}} asks for an exception for “{{record}}”.',
    exceptionDenied: '{{by}} did not grant your exception for “{{record}}”.',
    exceptionGranted: '{{by}} granted your exception for “{{record}}”: it has moved on.',
    freed: '{{by}} removed you as the owner of “{{record}}”.',
    freedMany: '{{by}} removed you as the owner of {{count}} {{entity}}.',
    mention: '{{by}} mentioned you in a comment on “{{record}}”.',
    nobody: 'The system',
    reclaimed: '{{by}} took “{{record}}” back to the pool.',
    released: '{{by}} gave “{{record}}” to {{person}}.',
    releasedMany: '{{by}} gave {{count}} {{entity}} of yours to {{person}}.',
    reminder: '{{by}} reminds you of “{{record}}”.',
    shared: '{{by}} gave you access to “{{record}}”.',
    taken: '{{by}} took over “{{record}}”.',
    takenMany: '{{by}} took over {{count}} {{entity}} of yours.',
    unseen: '{{by}} told you of something that you cannot see any more.',
    warning: '{{by}}: “{{record}}” is about to be taken back.',
  },
  'zh-CN': {
    access: '{{by}}请您允许{{person}}查看“{{record}}”。',
    appeal: '{{by}}申诉保留即将回收的“{{record}}”。',
    appealDenied: '{{by}}未同意您的申诉，“{{record}}”可能被回收。',
    appealGranted: '{{by}}同意了您的申诉，“{{record}}”暂由您继续跟进。',
    approval: '{{by}}：{{person}}请您审批“{{record}}”。',
    approvalApproved: '{{by}}：“{{record}}”已审批通过。',
    approvalEscalated: '{{by}}：“{{record}}”已没有可以审批的人，请您处理。',
    approvalLate: '{{by}}：“{{record}}”仍在等待您审批。',
    approvalOf: '{{by}}：请您审批“{{record}}”。',
    approvalRejected: '{{by}}：“{{record}}”审批未通过。',
    approvalReturned: '{{by}}已将“{{record}}”退回给您。',
    approvalUrged: '{{by}}催您尽快审批“{{record}}”。',
    approvalVoided: '{{by}}：“{{record}}”的内容已变更，审批失效。',
    assigned: '{{by}}将“{{record}}”转交给您负责。',
    assignedMany: '{{by}}将 {{count}} 条{{entity}}转交给您负责。',
    cc: '{{by}}抄送您：“{{record}}”。',
    exception: '{{by}}为“{{record}}”申请例外放行。',
    exceptionDenied: '{{by}}未批准“{{record}}”的例外放行。',
    exceptionGranted: '{{by}}已批准“{{record}}”的例外放行，记录已推进。',
    freed: '{{by}}已将您从“{{record}}”的负责人中移除。',
    freedMany: '{{by}}已将您从 {{count}} 条{{entity}}的负责人中移除。',
    mention: '{{by}}在“{{record}}”的评论中提到了您。',
    nobody: '系统',
    reclaimed: '{{by}}：“{{record}}”已收回公海。',
    released: '{{by}}已将“{{record}}”转交给{{person}}负责。',
    releasedMany: '{{by}}已将您的 {{count}} 条{{entity}}转交给{{person}}负责。',
    reminder: '{{by}}：请关注“{{record}}”。',
    shared: '{{by}}向您共享了“{{record}}”。',
    taken: '{{by}}已接手“{{record}}”。',
    takenMany: '{{by}}已接手您的 {{count}} 条{{entity}}。',
    unseen: '{{by}}的一条通知涉及您现在无权查看的内容。',
    warning: '{{by}}：“{{record}}”即将被收回。',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** What a notice says in a language; where what it is about is out of sight, only that there was something. */
export function noticeInWords({ kind, by, about }: Pick<Notice, 'kind' | 'by' | 'about'>, app: App, language: Language): string {
  const words = NOTICE_SENTENCES[language];
  const who = about?.automation?.[language] || by?.name || words.nobody;
  if (!about) return fill(words.unseen, { by: who });
  const { title, person, count } = about;
  const entity = entityOf(app, about.entity);
  return fill(words[worded(kind, by?.id, person?.id)], {
    by: who,
    record: title ?? entity?.name[language] ?? '',
    person: person?.name ?? '',
    count: String(count ?? ''),
    entity: entity ? midSentence(entity.plural[language], language) : '',
  });
}

const fill = (text: string, places: Readonly<Record<string, string>>) =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, place: string) => places[place] ?? '');

/** A record may also be taken over by who causes it, or be given to nobody, or many to several people: that is said in other words. */
function worded(kind: Notice['kind'], by: string | undefined, person: string | undefined) {
  if (kind === 'released') return person === undefined ? 'freed' : person === by ? 'taken' : kind;
  if (kind === 'approval') return person === undefined ? 'approvalOf' : kind;
  if (kind === 'releasedMany') return person === undefined ? 'freedMany' : person === by ? 'takenMany' : kind;
  return kind;
}
