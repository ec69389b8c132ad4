import { callApi } from './call.ts';

/** A token with which a program comes in one's own name; the id names it and opens nothing. Instants in ISO 8601. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly app: string;
  readonly writes: boolean;
  readonly since: string;
  readonly expires: string;
  readonly used: string | null;
}

/** What a token is to be: for which app, whether it may change records, and for how many days. */
export interface TokenWish {
  readonly name: string;
  readonly app: string;
  readonly writes: boolean;
  readonly days: number;
}

/** One's own tokens, the newest first. */
export async function readTokens(): Promise<readonly Token[]> {
  return (await callApi<{ tokens: readonly Token[] }>('/account/tokens')).tokens;
}

/** Makes a token; the answer is the only place where it stands itself. Throws `Refused` where there are too many. */
export function makeToken(wish: TokenWish): Promise<Token & { readonly token: string }> {
  return callApi('/account/tokens', { method: 'POST', body: wish });
}

/** Ends a token at once; throws `Refused` with status 404 where it is gone already. */
export function endToken(id: string): Promise<unknown> {
  return callApi(`/account/tokens/${id}`, { method: 'DELETE' });
}
