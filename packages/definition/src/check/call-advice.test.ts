import { describe, expect, it } from 'vitest';
import { exampleChain, exampleWith } from '../example-automations.ts';
import { faults } from '../messages/sentence.ts';
import type { Node } from '../model/automation/node.ts';
import { callAdvice } from './call-advice.ts';

const HTTP: Node = {
  ...{ key: 'h', kind: 'http', method: 'GET', url: 'http://api.example.com:81/x', next: { done: null } },
  headers: { A: '{secret:known}', B: '{secret:elsewhere} {secret:ghost}' },
};
const app = exampleWith([{ ...exampleChain(), start: 'h', nodes: [HTTP] }]);
const secrets = [
  { name: 'known', hosts: ['api.example.com:81'] },
  { name: 'elsewhere', hosts: ['api.example.com'] },
];

describe('a request to another program', () => {
  it('is advised against where its host, its address or its secrets would keep it from being sent', () => {
    const found = callAdvice(app, { hosts: ['api.example.com'], secrets, open: false });
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'automations.0.nodes.0.url advice.call_host',
      'automations.0.nodes.0.url advice.call_https',
      'automations.0.nodes.0.headers advice.secret_host',
      'automations.0.nodes.0.headers advice.secret',
    ]);
    for (const language of ['en', 'zh-CN'] as const)
      expect(faults(found, language).map(({ message }) => message.includes('undefined') || message.includes('{host}'))).toEqual(
        found.map(() => false),
      );
  });

  it('is fine where all of that is there', () => {
    const all = secrets.map((each) => ({ ...each, hosts: ['api.example.com:81'] }));
    const ground = { hosts: ['api.example.com:81'], secrets: [...all, { name: 'ghost', hosts: ['api.example.com:81'] }], open: true };
    expect(callAdvice(app, ground)).toEqual([]);
    expect(callAdvice(exampleWith([exampleChain()]), { hosts: [], secrets: [], open: false })).toEqual([]);
  });
});
