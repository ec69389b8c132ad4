import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf, webhookId, webhookOf } from './webhook.ts';

describe('a webhook', () => {
  it('is signed as the published example of Standard Webhooks is', () => {
    const signed = signatureOf(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    );
    expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('names app and key, its time and what it is about, in the form that ready libraries read', () => {
    const message = { title: '赢单', text: 'x', type: 'deal.won', record: { entity: 'deal', id: 'r1', values: { amount: '12.50' } } };
    const { url, body, headers } = webhookOf({
      ...{ app: 'sales', key: 'run 1.5:2', address: 'https://x.example/hook', secret: 'plain word', message },
      ...{ caused: '2026-01-02T03:04:05.000Z', now: 1_614_265_330_999 },
    });
    expect(url).toBe('https://x.example/hook');
    expect(JSON.parse(body)).toEqual({
      ...{ type: 'deal.won', timestamp: '2026-01-02T03:04:05.000Z' },
      data: { app: 'sales', title: '赢单', text: 'x', record: message.record },
    });
    expect(headers).toMatchObject({ 'webhook-id': 'sales:run%201%2E5:2', 'webhook-timestamp': '1614265330' });
    expect(headers['webhook-signature']).toBe(signatureOf('plain word', 'sales:run%201%2E5:2', 1_614_265_330, body));
  });

  it('has an id that a header takes, and another one for each key', () => {
    const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    fc.assert(fc.property(key, (any) => /^[\x21-\x7e]+$/.test(webhookId('a', any)) && !webhookId('a', any).includes('.')));
    fc.assert(fc.property(key, key, (a, b) => a === b || webhookId('a', a) !== webhookId('a', b)));
  });
});
