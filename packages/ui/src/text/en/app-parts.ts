/** The product's words in English of the modules of an app. */
export const appParts = {
  'module.comes': 'What comes with it ({{count}})',
  'module.goes': 'What goes out of sight with it ({{count}})',
  'module.inTheWay': 'To be decided before it can be switched off',
  'module.keeps': 'Nothing is deleted: what goes out of sight is there again once the module is switched on.',
  'module.lead': 'What you do not use can be switched off. A switch takes effect once it is published.',
  'module.records_one': '{{count}} record',
  'module.records': '{{count}} records',
  'module.switch': 'Use “{{name}}”',
  'module.title': 'Modules',
};
