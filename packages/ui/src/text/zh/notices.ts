import type { notices as english } from '../en/notices.ts';

/** The product's words in Chinese for what a person is told. */
export const notices = {
  'notice.access': '{{by}}请您允许{{person}}查看“{{record}}”。',
  'notice.all': '全部标为已读',
  'notice.allow': '允许查看',
  'notice.allowed': '已允许{{person}}查看“{{record}}”。',
  'notice.assigned': '{{by}}将“{{record}}”转交给您负责。',
  'notice.assignedMany': '{{by}}将 {{count}} 条{{entity}}转交给您负责。',
  'notice.bell': '通知',
  'notice.bellUnread': '通知：{{count}} 条未读',
  'notice.freed': '{{by}}已将您从“{{record}}”的负责人中移除。',
  'notice.freedMany': '{{by}}已将您从 {{count}} 条{{entity}}的负责人中移除。',
  'notice.mention': '{{by}}在“{{record}}”的评论中提到了您。',
  'notice.more': '查看更早的通知',
  'notice.nobody': '系统',
  'notice.none': '暂无通知。有人在评论中提到您，或将记录转交给您时，会在这里提醒。',
  'notice.released': '{{by}}已将“{{record}}”转交给{{person}}负责。',
  'notice.releasedMany': '{{by}}已将您的 {{count}} 条{{entity}}转交给{{person}}负责。',
  'notice.shared': '{{by}}向您共享了“{{record}}”。',
  'notice.taken': '{{by}}已接手“{{record}}”。',
  'notice.takenMany': '{{by}}已接手您的 {{count}} 条{{entity}}。',
  'notice.title': '通知',
  'notice.unread': '未读',
  'notice.unseen': '{{by}}的一条通知涉及您现在无权查看的内容。',
} as const satisfies Readonly<Record<keyof typeof english, string>>;
