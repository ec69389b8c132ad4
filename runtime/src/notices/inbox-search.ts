import { NOTICE_SHELVES, NOTICE_TOPICS, type NoticeShelf, type NoticeTopic } from '@pipewright/definition';

/** What the address of the page of notices holds: which are shown, of which kind, and the record that lies open beside them. */
export interface InboxSearch {
  readonly show?: NoticeShelf;
  readonly topic?: NoticeTopic;
  readonly entity?: string;
  readonly record?: string;
}

/** Reads the address of the page of notices. */
export function inboxSearch(raw: Record<string, unknown>): InboxSearch {
  const show = NOTICE_SHELVES.find((each) => each === raw.show);
  const topic = NOTICE_TOPICS.find((each) => each === raw.topic);
  const open = typeof raw.entity === 'string' && typeof raw.record === 'string';
  return {
    ...(show ? { show } : {}),
    ...(topic ? { topic } : {}),
    ...(open ? { entity: raw.entity as string, record: raw.record as string } : {}),
  };
}
