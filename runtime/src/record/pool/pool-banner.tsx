import type { Entity, PoolState, RecordJson } from '@pipewright/definition';
import { bringWords, laterWords, look, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useApp } from '../../data/app-context.ts';
import { dayOf, poolStoryInWords } from '../../data/pool-story.ts';
import { poolQuery } from '../../data/queries.ts';
import { AppealAnswer } from './appeal-answer.tsx';
import { AppealForm } from './appeal-form.tsx';
import { useClaim } from './use-claim.tsx';

bringWords(laterWords);

/** Says that a record belongs to nobody and can be taken, or is about to be taken back from its owner, who may ask to keep it. */
export function PoolBanner({ entity, record }: { entity: Entity; record: RecordJson }) {
  const { key } = useApp();
  const state = useQuery(poolQuery(key, entity.key, record.id, record.version)).data;
  const place = { app: key, entity: entity.key, id: record.id };
  if (!state) return null;
  return state.inPool ? <InPool entity={entity} id={record.id} state={state} /> : <About place={place} state={state} />;
}

interface Told {
  readonly place: { readonly app: string; readonly entity: string; readonly id: string };
  readonly state: PoolState;
}

function InPool({ entity, id, state: { mayClaim, whyNot, story } }: { entity: Entity; id: string; state: PoolState }) {
  const { t, say } = useText();
  const { busy, claim } = useClaim(entity);
  return (
    <Alert
      className={look.note}
      type="info"
      showIcon
      title={story ? `${t('pool.inPool')} ${poolStoryInWords(story, { t, say })}` : t('pool.inPool')}
      description={whyNot}
      action={
        mayClaim && (
          <Button type="primary" size="small" loading={busy} onClick={() => void claim([id])}>
            {t('pool.claim')}
          </Button>
        )
      }
    />
  );
}

/** A warning, an appeal against it and its answer, as far as they still matter. */
function About({ place, state: { warned, appeal, mayAppeal, mayAnswer } }: Told) {
  const { t } = useText();
  const { surroundings } = useApp();
  const granted = appeal?.state === 'granted' && appeal.until !== null && Date.parse(appeal.until) > Date.parse(String(surroundings.now));
  if (granted) return <Alert className={look.note} type="success" showIcon title={t('pool.granted', { day: dayOf(appeal.until ?? '') })} />;
  if (appeal?.state === 'asked')
    return (
      <Alert
        className={look.note}
        type="warning"
        showIcon
        title={mayAnswer || !warned ? t('pool.asked', { person: appeal.by?.name ?? '–', note: appeal.note }) : t('pool.appealed')}
        description={mayAnswer && <AppealAnswer place={place} />}
      />
    );
  if (!warned) return null;
  const answered = appeal?.state === 'denied' && appeal.at >= warned.at;
  const answer = `${t('pool.denied')} ${appeal?.answer ?? ''}`;
  return (
    <Alert
      className={look.note}
      type="warning"
      showIcon
      title={warned.due ? t('pool.warnedDue', { day: dayOf(warned.due) }) : t('pool.warned')}
      description={mayAppeal ? <AppealForm place={place} /> : answered ? answer : undefined}
    />
  );
}
