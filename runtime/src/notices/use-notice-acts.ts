import { call, Refused } from '@pipewright/client';
import type { Notice, NoticeKind } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useApp } from '../data/app-context.ts';
import { noticesQuery } from '../data/queries.ts';

/** What is done with notices wherever they stand: each act is told where it fails, and all lists of notices are right afterwards. */
export function useNoticeActs() {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    }
    await queries.invalidateQueries({ queryKey: noticesQuery(key).queryKey });
  };
  return {
    read: ({ id }: Notice) => attempt(() => call('markNotice', { app: key, id })),
    /** Marks this one and all that came before it, of these kinds where some are given. */
    readAll: ({ id }: Notice, kinds: readonly NoticeKind[] = []) =>
      attempt(() => call('markNotices', { app: key, body: { until: id, ...(kinds.length > 0 ? { kinds } : {}) } })),
    /** Puts it off until an instant; null brings it back now. */
    putOff: ({ id }: Notice, until: string | null) => attempt(() => call('keepNotice', { app: key, id, body: { until } })),
    /** Grants the appeal it tells of, for as long as is usual; who would rather answer otherwise opens the record. */
    grant: ({ id, about }: Notice) =>
      attempt(async () => {
        if (!about || about.record === null) return;
        await call('answerAppeal', { app: key, entity: about.entity, id: about.record, body: { grant: true } });
        await call('markNotice', { app: key, id });
      }),
    /** Lets the person it speaks of see this record alone. */
    allow: ({ id, about }: Notice) =>
      attempt(async () => {
        if (!about?.person || about.record === null) return;
        const { entity, record, person, title } = about;
        await call('setShare', { app: key, entity, id: record, person: person.id, body: { level: 'read' } });
        await call('markNotice', { app: key, id });
        void message.success(t('notice.allowed', { person: person.name, record: title }));
      }),
  };
}
