import type { line as english } from '../en/line.ts';

/** The product's words in Chinese for the time line of a record, and what is written there. */
export const line = {
  'line.activityLabel': '记录{{kind}}内容',
  'line.all': '更多字段',
  'line.ask': '请负责人授权并发送',
  'line.commentLabel': '写评论，输入 @ 提及同事',
  'line.composer': '写跟进或评论',
  'line.delete': '删除评论',
  'line.deleteAsk': '删除这条评论？',
  'line.deleted': '{{name}}删除了一条评论',
  'line.edit': '编辑评论',
  'line.edited': '已编辑',
  'line.enterHint': 'Enter 发送，Shift + Enter 换行',
  'line.filter': '动态筛选',
  'line.kind.comment': '评论',
  'line.kinds.activity': '跟进',
  'line.kinds.all': '全部动态',
  'line.kinds.change': '字段变更',
  'line.kinds.comment': '评论',
  'line.kinds.move': '阶段推进',
  'line.less': '收起',
  'line.log': '记录',
  'line.more': '查看更早的动态',
  'line.noMention': '不通知，直接发送',
  'line.none': '暂无动态。',
  'line.send': '发送',
} as const satisfies Readonly<Record<keyof typeof english, string>>;
