import { NOTICE_SHELVES, NOTICE_TOPICS, type NoticeShelf, type NoticeTopic } from '@pipewright/definition';

/** What the address of the page of notices holds: which are shown, of which kind, and the record that lies open beside them. */
export interface InboxSearch {
  readonly show?: string;
  readonly topic?: string;
  readonly entity?: string;
  readonly record?: string;
}

/** What an address asks for, as far as there is such a thing: what is unread where it names no shelf. */
export function askedOf({ show, topic }: InboxSearch): { readonly show: NoticeShelf; readonly topic: NoticeTopic | undefined } {
  return {
    show: NOTICE_SHELVES.find((each) => each === show) ?? 'unread',
    topic: NOTICE_TOPICS.find((each) => each === topic),
  };
}
