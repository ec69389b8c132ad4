import { call } from '@pipewright/client';
import type { TeamPerson } from '@pipewright/definition';
import { look, momentText, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import * as css from './people.module.css';
import { useDeed } from './team.ts';

/** How far the hand-over of somebody who leaves is; where it stands still, any administrator goes on with it. */
export function HandingOver({ person: { id, name, handing } }: { person: TeamPerson }) {
  const { t } = useText();
  const deed = useDeed();
  const { done, total, moving } = handing ?? { done: 0, total: 0, moving: false };
  return (
    <>
      <h3 className={css.section}>{t('people.leaving')}</h3>
      {moving ? (
        <p className={look.lead}>{t('people.leavingGoes', { name })}</p>
      ) : (
        <Alert type="warning" showIcon title={t('people.leavingStands', { name })} />
      )}
      <Progress aria-label={t('people.leaving')} percent={Math.round((done / Math.max(total, 1)) * 100)} showInfo={false} />
      <p role="status">{t('people.leavingSum', { done, total, left: total - done })}</p>
      {!moving && (
        <Button type="primary" onClick={() => void deed(call('letPersonGo', { user: id, body: { to: null } }))}>
          {t('people.leavingGoOn')}
        </Button>
      )}
    </>
  );
}

/** What a person handed over when leaving: how many records of what, to whom, when, and by whose decision. Nothing where there is nothing. */
export function HandedOver({ person: { id, handing } }: { person: TeamPerson }) {
  const { t, say } = useText();
  const found = useQuery({
    queryKey: ['hand-overs', id, handing?.done ?? null],
    queryFn: () => call('listHandOvers', { user: id }),
    staleTime: 0,
  });
  const handOvers = found.data?.handOvers ?? [];
  if (found.error) return <Alert type="error" role="alert" showIcon title={found.error.message} className={look.note} />;
  if (handOvers.length === 0) return null;
  return (
    <>
      <h3 className={css.section}>{t('people.handed')}</h3>
      <ul className={look.bullets}>
        {handOvers.map(({ app, entity, count, to, by, at }) => (
          <li key={`${say(app)} ${say(entity)} ${to} ${at}`}>
            {t('people.handedLine', { count, entity: say(entity), to })}
            <div className={look.aside}>{t('people.handedWhen', { app: say(app), time: momentText(at), by })}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
