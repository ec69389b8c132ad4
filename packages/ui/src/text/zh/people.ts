import type { people as english } from '../en/people.ts';

/** The product's words in Chinese for looking after people and departments, and for coming in by a link. */
export const people = {
  'account.emailHelp': '用于登录，如需更换请联系管理员。',
  'account.language': '语言',
  'account.zone': '时区',
  'account.zoneDevice': '跟随本设备（{{zone}}）',
  'account.zoneHelp': '通知、评论、活动等的时间按此时区显示；到期日、“今天”等日期以应用的时区为准。',
  'forgotten.asked': '如果该邮箱已有账户，您将收到一封含链接的邮件，链接 24 小时内有效。',
  'forgotten.back': '返回登录',
  'forgotten.go': '发送链接',
  'forgotten.lead': '请输入登录邮箱，我们会发送一封邮件，您可通过其中的链接重设密码。',
  'forgotten.title': '忘记密码',
  'join.go': '设置密码并开始',
  'join.lead': '{{name}}，欢迎。请设置密码，开始使用{{company}}的应用。',
  'join.over': '链接已失效',
  'join.reset': '重设密码',
  'join.resetGo': '设置密码并登录',
  'join.resetLead': '{{name}}，请为{{company}}的账户设置新密码，其他设备将全部退出登录。',
  'join.title': '加入{{company}}',
  'people.emailForm': '请输入邮箱，例如 name@company.com。',
  'people.saved': '已保存。',
  'people.short': '人员',
  'people.title': '人员与部门',
} as const satisfies Readonly<Record<keyof typeof english, string>>;
