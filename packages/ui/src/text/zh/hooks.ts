import type { hooks as english } from '../en/hooks.ts';

/** The words in Chinese for messages from outside that begin automations. */
export const hooks = {
  'hook.address': '地址',
  'hook.arrivals': '最近收到的消息',
  'hook.begun': '已触发',
  'hook.copied': '已复制。',
  'hook.copyAddress': '复制地址',
  'hook.copySecret': '复制密钥',
  'hook.denied': '有人使用了错误的密钥，最近一次',
  'hook.end': '停用此地址',
  'hook.endAsk': '此后发往该地址的消息都会被拒绝，消息列表也会删除。',
  'hook.ended': '地址已停用。',
  'hook.kept': '已写入，未触发',
  'hook.known': '仅更新已有的记录，不新建',
  'hook.made': '密钥由{{name}}生成',
  'hook.make': '生成地址和密钥',
  'hook.match': '如何查找记录',
  'hook.matchNone': '每条消息都新建记录',
  'hook.matchOf': '按{{field}}',
  'hook.nameOf': '{{field}}在消息中的名称',
  'hook.none': '还没有收到消息。',
  'hook.off': '停用期间收到',
  'hook.refused': '未通过',
  'hook.renew': '更换密钥',
  'hook.renewAsk': '现在的密钥会立即失效，发送方需要改用新密钥。',
  'hook.sample': '示例',
  'hook.sampleHelp':
    '能按 Standard Webhooks 签名的发送方使用同一个密钥，不需要 authorization 这一行。带上 webhook-id，重复发送的消息只算一次。',
  'hook.secret': '密钥',
  'hook.secretOnce': '请立即复制，之后不再显示。',
  'hook.takes': '用收到的内容填写',
  'hook.takesHelp':
    '内层的名称用点连接：contact.email。其他记录、人员和部门按名称填写。未列出的名称会被忽略。写入之后，若条件满足，则执行步骤。',
  'hook.title': '网络钩子',
  'hook.unmatched': '没有对应的记录',
  'hook.unpublished': '发布之后即可生成地址和密钥。',
} as const satisfies Readonly<Record<keyof typeof english, string>>;
