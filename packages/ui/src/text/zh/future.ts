/** The product's words in Chinese of what waits for a later time. */
export const future = {
  'future.title': '未来机会',
  'future.of': '未来{{entity}}',
  'future.byMonth': '按恢复月份',
  'future.byReason': '按原因',
  'future.none': '未说明',
  'future.nothing': '没有等待恢复的记录。转为未来机会的记录会显示在这里，直到恢复。',
  'future.count': '共 {{count}} 条',
  'future.wake': '恢复',
  'future.wakeOf': '恢复：{{name}}',
  'future.putOff': '推迟',
  'future.putOffOf': '推迟：{{name}}',
  'future.wakeTitle': '恢复 {{count}} 条记录',
  'future.putOffTitle': '将 {{count}} 条记录推迟到 {{day}}',
  'future.putOffLead': '这些记录将按原有原因等待到该日期；不符合原因规则的保持不变。',
} as const;
