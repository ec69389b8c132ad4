import type { later as english } from '../en/later.ts';

/** The product's words in Chinese that few pages need, which bring them along. */
export const later = {
  'mail.clock': '时间以 {{zone}} 为准。',
  'mail.digest': '每日汇总',
  'mail.digestAt': '每日汇总时间',
  'mail.from': '开始',
  'mail.lead': '应用内会收到全部通知。请选择哪些同时发送到邮箱，已读的不再发送。',
  'mail.never': '不发邮件',
  'mail.none': '尚未配置邮件服务器，配置后将按您的选择发送。',
  'mail.now': '立即发送',
  'mail.quiet': '免打扰时段',
  'mail.quietHelp': '此时段内不发送邮件，结束后合并为一封发送。',
  'mail.save': '保存邮件设置',
  'mail.title': '邮件通知',
  'mail.to': '结束',
  'mail.weekends': '周六、周日不发送邮件',
  'page.none': '此地址没有对应的页面。',
  'topic.access': '申请查看',
  'topic.appeal': '申诉',
  'topic.assigned': '转交给我',
  'topic.mention': '提到我',
  'topic.reclaimed': '已收回',
  'topic.released': '转给他人',
  'topic.reminder': '提醒',
  'topic.shared': '共享给我',
  'topic.warning': '预警',
} satisfies Readonly<Record<keyof typeof english, string>>;
