export { askEarly, callApi, Refused, type RequestOptions } from './call.ts';
export { connection } from './connection.ts';
export {
  type Account,
  changePassword,
  endOtherSessions,
  endSession,
  keepSession,
  readAccount,
  type Session,
  signIn,
  signOut,
  signOutEverywhere,
} from './session.ts';
export { endToken, makeToken, readTokens, type Token, type TokenWish } from './token.ts';
