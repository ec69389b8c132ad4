/** The product's words in English for what a person is told. */
export const notices = {
  'notice.access': '{{by}} asks you to let {{person}} see “{{record}}”.',
  'notice.all': 'Mark all as read',
  'notice.assigned': '{{by}} made you the owner of “{{record}}”.',
  'notice.assignedMany': '{{by}} made you the owner of {{count}} {{entity}}.',
  'notice.bell': 'Notices',
  'notice.bellUnread': 'Notices: {{count}} unread',
  'notice.mention': '{{by}} mentioned you in a comment on “{{record}}”.',
  'notice.more': 'Show earlier ones',
  'notice.nobody': 'The system',
  'notice.none': 'No notices yet. You are told here when somebody mentions you or gives you a record.',
  'notice.released': '{{by}} gave “{{record}}” to {{person}}.',
  'notice.releasedMany': '{{by}} gave {{count}} {{entity}} of yours to {{person}}.',
  'notice.shared': '{{by}} gave you access to “{{record}}”.',
  'notice.title': 'Notices',
  'notice.unread': 'unread',
  'notice.unseen': '{{by}} told you of something that you cannot see any more.',
} as const;
