import type { NewToken, Token, TokenWish } from '@pipewright/definition';
import { call } from './call.ts';

/** One's own tokens, the newest first. */
export async function readTokens(): Promise<readonly Token[]> {
  return (await call('listTokens', {})).tokens;
}

/** Makes a token; the answer is the only place where it stands itself. Throws `Refused` where there are too many. */
export function makeToken(wish: TokenWish): Promise<NewToken> {
  return call('makeToken', { body: wish });
}

/** Ends a token at once; throws `Refused` with status 404 where it is gone already. */
export async function endToken(id: string): Promise<void> {
  await call('endToken', { id });
}
