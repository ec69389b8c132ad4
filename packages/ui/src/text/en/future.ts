/** The product's words in English of what waits for a later time. */
export const future = {
  'future.title': 'Future',
  'future.of': 'Future {{entity}}',
  'future.byMonth': 'By the month they come back',
  'future.byReason': 'By reason',
  'future.none': 'Not said',
  'future.nothing': 'Nothing waits for a later time. What is kept for the future stands here until it comes back.',
  'future.count': '{{count}} in all',
  'future.wake': 'Take up',
  'future.wakeOf': 'Take up again: {{name}}',
  'future.putOff': 'Put off',
  'future.putOffOf': 'Put off: {{name}}',
  'future.wakeTitle': 'Take up {{count}} again',
  'future.putOffTitle': 'Put {{count}} off to {{day}}',
  'future.putOffLead': 'They wait until then, for the reason they have. What its rule does not allow stays as it is.',
} as const;
