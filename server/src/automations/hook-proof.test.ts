import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf } from '../deliveries/webhook.ts';
import { isProven, TOLERANCE_S } from './hook-proof.ts';

// The published example of Standard Webhooks.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"test": 2432232314}';
const AT = 1_614_265_330;
const GOOD = {
  ...{ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: String(AT), bearer: undefined },
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const proven = (more: object = {}, body = BODY, seconds = AT) => isProven(SECRET, { ...GOOD, ...more }, body, seconds * 1000);

describe('a message', () => {
  it('is from who signed it with the secret, also beside signatures with others', () => {
    expect([proven(), proven({ signature: `v1,xxxx v2,yyyy ${GOOD.signature}` }), proven({ bearer: 'nonsense' })]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is from nobody where anything of it is another, or missing', () => {
    const wrong = [
      { id: 'msg_other' },
      { id: undefined },
      { id: '' },
      { timestamp: String(AT + 1) },
      { timestamp: undefined },
      { timestamp: '' },
      { timestamp: ` ${AT}` },
      { timestamp: `${AT}.5` },
      { timestamp: 'NaN' },
      { signature: '' },
      { signature: 'v1,' },
      { signature: GOOD.signature.slice(3) },
      { signature: GOOD.signature.toLowerCase() },
      // Who signs wrongly is not let in by a token.
      { signature: 'v1,AAAA', bearer: SECRET },
    ];
    expect(wrong.filter((each) => proven(each))).toEqual([]);
    expect([proven({}, `${BODY} `), proven({}, '')]).toEqual([false, false]);
  });

  it('is good for five minutes, before and after', () => {
    const around = [-TOLERANCE_S - 1, -TOLERANCE_S, 0, TOLERANCE_S, TOLERANCE_S + 1];
    expect(around.map((seconds) => proven({}, BODY, AT + seconds))).toEqual([false, true, true, true, false]);
  });

  it('is from who has the secret as a token, and from nobody who has a part of it', () => {
    const none = { id: undefined, timestamp: undefined, signature: undefined };
    const tokens = [SECRET, SECRET.slice(0, -1), `${SECRET}x`, '', undefined];
    expect(tokens.map((bearer) => proven({ ...none, bearer }))).toEqual([true, false, false, false, false]);
  });

  it('of any text is signed by its bytes, and by no other secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (body, one, other) => {
        const signature = signatureOf(one, 'm', AT, body);
        const asked = { id: 'm', timestamp: String(AT), signature, bearer: undefined };
        return isProven(one, asked, body, AT * 1000) && (one === other || !isProven(other, asked, body, AT * 1000));
      }),
    );
  });
});
