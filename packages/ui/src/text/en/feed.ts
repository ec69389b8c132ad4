/** The product's words in English of calendars for other programs. */
export const feed = {
  'feed.again': 'Make a new address',
  'feed.againAsk': 'The address that is in use now leads nowhere from then on.',
  'feed.againOf': '{{app}}: make a new address',
  'feed.end': 'Close',
  'feed.endAsk': 'Calendars that use the address show nothing new any more.',
  'feed.endOf': '{{app}}: close',
  'feed.ended': 'Closed',
  'feed.in.apple': 'Apple: Calendar, File, New Calendar Subscription; on a phone Settings, Calendar, Accounts, Add Subscribed Calendar.',
  'feed.in.feishu': 'Feishu (Lark): Calendar, Add calendar, Subscribe by address.',
  'feed.in.google': 'Google: Calendar in a browser, Other calendars, From URL.',
  'feed.in.outlook': 'Outlook: Add calendar, Subscribe from web.',
  'feed.in.wecom': 'WeCom: subscribe in the calendar of the phone, and allow WeCom to see it.',
  'feed.lead':
    'Your open tasks, activities, next steps and what comes back, in your own calendar. Whoever has the address sees them: keep it to yourself.',
  'feed.make': 'Make an address',
  'feed.makeOf': '{{app}}: make an address',
  'feed.once': 'Copy the address now: it is shown only this once.',
  'feed.since': 'since {{day}}',
  'feed.title': 'In your calendar',
  'feed.unused': 'never read yet',
  'feed.used': 'last read on {{day}}',
} as const;
