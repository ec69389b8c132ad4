import { describe, expect, it } from 'vitest';
import { pagesAt } from './pages.ts';

describe('the pages of an address', () => {
  it.each([
    ['/', ['home']],
    ['/apps', ['home']],
    ['/sign-in', ['signIn']],
    ['/setup', ['setup']],
    ['/join', ['join']],
    ['/forgotten', ['forgotten']],
    ['/people', ['people']],
    ['/a/crm', ['frame', 'appHome']],
    ['/a/crm/', ['frame', 'appHome']],
    ['/a/crm/import', ['frame', 'imports']],
    ['/a/crm/notices', ['frame', 'notices']],
    ['/a/crm/approvals', ['frame', 'approvals']],
    ['/a/crm/dashboard/overview', ['frame', 'dashboard']],
    ['/a/crm/deal', ['frame', 'list']],
    ['/a/crm/deal/board', ['frame', 'board']],
    ['/a/crm/deal/new', ['frame', 'create']],
    ['/a/crm/deal/0199d0a2', ['frame', 'record']],
    ['/a', []],
    ['/nowhere', []],
  ] as const)('%s', (path, names) => expect(pagesAt(path)).toEqual(names));
});
