import { type Entity, LINE_KINDS, type LineKind, targetOf } from '@pipewright/definition';
import { bringWords, laterWords, look, Nothing, RecordTimeline, useText } from '@pipewright/ui';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { lineQuery } from '../data/queries.ts';
import { Activity } from './activity.tsx';
import { Comment } from './comment.tsx';
import { Composer } from './composer.tsx';
import * as css from './line.module.css';

bringWords(laterWords);

/** The time line of a record: what is written at its top, what of it is shown, and everything that happened, newest first. */
export function RecordLine({
  entity,
  id,
  enabled,
  mayChange,
}: {
  entity: Entity;
  id: string;
  enabled: boolean;
  /** Whether this person may change the record, which an activity may do too. */
  mayChange: boolean;
}) {
  const { key, app, formerStages } = useApp();
  const { t } = useText();
  const queries = useQueryClient();
  const [only, setOnly] = useState<LineKind>();
  const line = useInfiniteQuery({ ...lineQuery(key, entity.key, id, only), enabled });
  const entries = line.data?.pages.flatMap((page) => page.entries) ?? [];
  const again = () => queries.invalidateQueries({ queryKey: ['records', key, entity.key, 'line', id] });
  const hasActivities = app.entities.some(
    (each) =>
      !each.retired &&
      targetOf(
        app,
        each.fields.find((field) => field.key === each.activityOf),
      )?.key === entity.key,
  );
  const kinds = LINE_KINDS.filter((kind) => (kind === 'activity' ? hasActivities : kind !== 'move' || entity.process !== undefined));
  return (
    <section aria-label={t('record.timeline')}>
      <Flex justify="space-between" align="center" className={look.note ?? ''}>
        <h3 className={css.heading}>{t('record.timeline')}</h3>
        <Select
          size="small"
          variant="borderless"
          aria-label={t('line.filter')}
          popupMatchSelectWidth={false}
          value={only ?? 'all'}
          onChange={(next) => setOnly(next === 'all' ? undefined : (next as LineKind))}
          options={[
            { value: 'all', label: t('line.kinds.all') },
            ...kinds.map((kind) => ({ value: kind as string, label: t(`line.kinds.${kind}`) })),
          ]}
        />
      </Flex>
      {enabled && <Composer entity={entity} id={id} mayChange={mayChange} />}
      {line.isPending && enabled && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {line.isSuccess && entries.length === 0 && <Nothing of="links" small text={t('line.none')} />}
      <RecordTimeline
        app={app}
        entity={entity}
        entries={entries}
        formerStages={formerStages}
        written={(entry) =>
          entry.kind === 'comment' ? <Comment comment={entry.comment} at={entry.at} onChanged={again} /> : <Activity entry={entry} />
        }
      />
      {line.hasNextPage && (
        <div className={look.end}>
          <Button onClick={() => void line.fetchNextPage()} loading={line.isFetchingNextPage}>
            {t('line.more')}
          </Button>
        </div>
      )}
    </section>
  );
}
