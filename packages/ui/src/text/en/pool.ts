/** The product's words in English for records that belong to nobody, and those about to be taken back. */
export const pool = {
  'pool.claim': 'Claim',
  'pool.claimMany': 'Claim {{count}}',
  'pool.claimedMany': 'Claimed: {{count}}',
  'pool.coolDown': 'What was taken back from you, or you gave up, you can take again after {{count}} days.',
  'pool.gaveUp': 'given up by {{person}}',
  'pool.grant': 'Grant {{count}} days',
  'pool.most': 'Each person may hold {{count}} open records at most.',
  'pool.never': 'never had an owner',
  'pool.putBack': 'Put back: {{count}}',
  'pool.since': 'Since {{day}}: {{how}}',
  'pool.title': 'Pool',
  'pool.took': '{{by}} took it back from {{person}}',
} as const;
