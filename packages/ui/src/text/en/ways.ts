/** The words in English for choosing pipelines by how customers buy and what is wanted of them. */
export const ways = {
  'ways.aim': 'What do we want of them?',
  'ways.aim.balanced': 'Steady deals, some of them large',
  'ways.aim.relationship': 'Few large accounts, kept for years',
  'ways.aim.volume': 'Many deals, fast',
  'ways.buying': 'How do these customers buy?',
  'ways.buying.quick': 'One person decides, within days',
  'ways.buying.several': 'A few people decide, within weeks',
  'ways.buying.tender': 'Many people decide over months, often by tender',
  'ways.choose': 'Choose pipelines by how each class of customer buys',
  'ways.lead':
    'Two answers propose a pipeline for each class. Choose another one where you know better; a class without answers keeps what it has.',
  'ways.of': '{{class}}: {{what}}',
  'ways.other': 'You chose another pipeline than the one proposed, {{proposed}}.',
  'ways.pipeline': 'Pipeline',
  'ways.sample': 'Sample records stand in the template’s own pipelines. To choose pipelines by class of customer, begin without them.',
  'ways.stages': 'Stages of {{pipeline}}',
  'ways.way.key_account': 'The pipeline with the buyer’s own steps fits, from setting up the project to signing, with more time for each.',
  'ways.way.short': 'A short pipeline fits: few steps, quick follow-up, many deals at once.',
  'ways.way.stepwise': 'Five steps fit: each is checked before the next, without the length of a tender.',
  'ways.why': '“{{buying}}” and “{{aim}}”. {{way}}',
};
