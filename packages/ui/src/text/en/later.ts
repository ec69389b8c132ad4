/** The product's words in English that few pages need, which bring them along. */
export const later = {
  'mail.clock': 'Times go by the clock of {{zone}}.',
  'mail.digest': 'Once a day',
  'mail.digestAt': 'Once a day at',
  'mail.from': 'From',
  'mail.lead': 'In the app you have all notices. Choose which come by mail too; what you have read in the app is not sent.',
  'mail.never': 'Not by mail',
  'mail.none': 'No mail server is set up yet. What you choose counts as soon as there is one.',
  'mail.now': 'At once',
  'mail.quiet': 'Quiet hours',
  'mail.quietHelp': 'No mail leaves in these hours. What comes up is kept and sent as one afterwards.',
  'mail.save': 'Save mail settings',
  'mail.title': 'Notices by mail',
  'mail.to': 'To',
  'mail.weekends': 'No mails on Saturdays and Sundays',
  'page.none': 'There is no page at this address.',
} as const;
