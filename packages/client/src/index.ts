export { callApi, Refused, type RequestOptions } from './call.ts';
export { connection } from './connection.ts';
export { renewSession, signIn, signOut, signOutEverywhere } from './session.ts';
