export { askEarly, callApi, Refused, type RequestOptions } from './call.ts';
export { renewSession, signIn, signOut, signOutEverywhere } from './session.ts';
