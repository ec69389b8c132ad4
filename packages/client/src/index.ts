export { callApi, Refused, type RequestOptions } from './call.ts';
export { signIn, signOut, signOutEverywhere } from './session.ts';
