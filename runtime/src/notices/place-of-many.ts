import { type Notice, topicOf } from '@pipewright/definition';

/** Where a notice leads that is about no one record: what waits for an answer is found on the page of today, many records are in their list. */
export function placeOfMany(app: string, { kind }: Pick<Notice, 'kind'>, entity: string) {
  return topicOf[kind] === 'exception'
    ? ({ to: '/a/$app/today', params: { app }, search: {} } as const)
    : ({ to: '/a/$app/$entity', params: { app, entity } } as const);
}
