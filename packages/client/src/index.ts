export { newKey } from './action-key.ts';
export { type CallOptions, call, callEarly, hrefOf, Refused } from './call.ts';
export { callFile } from './call-file.ts';
export { connection } from './connection.ts';
export { changePassword, endOtherSessions, endSession, keepSession, readAccount, signIn, signOut, signOutEverywhere } from './session.ts';
export { endToken, makeToken, readTokens } from './token.ts';
export { uploadFile } from './upload.ts';
