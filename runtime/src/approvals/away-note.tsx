import { look, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useApp } from '../data/app-context.ts';
import { awayQuery } from './approval-queries.ts';
import { useSetAway } from './use-set-away.ts';

/** Says that somebody else decides in one's place, with the way back, and for whom one decides. */
export function AwayNote() {
  const { key } = useApp();
  const { t } = useText();
  const { data } = useQuery(awayQuery(key));
  const { busy, set } = useSetAway();
  if (!data) return null;
  const { away, instead } = data;
  return (
    <>
      {away && (
        <Alert
          type="warning"
          showIcon
          className={look.note}
          title={t('approval.awayNow', { from: away.from, until: away.until, person: away.to.name })}
          action={
            <Button size="small" loading={busy} onClick={() => void set(null, t('approval.awayDidBack'))}>
              {t('approval.awayBack')}
            </Button>
          }
        />
      )}
      {instead.map(({ person, until }) => (
        <Alert
          key={person.id}
          type="info"
          showIcon
          className={look.note}
          title={t('approval.insteadUntil', { person: person.name, until })}
        />
      ))}
    </>
  );
}
