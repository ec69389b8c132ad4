import { type ChanceState, type Entity, type RecordJson, stagesOf } from '@pipewright/definition';
import { bringWords, chanceWords, look, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Modal, Skeleton } from 'antd';
import { useApp } from '../../data/app-context.ts';
import { dayOf } from '../../data/pool-story.ts';
import { chanceQuery } from '../../data/queries.ts';
import { grantFor } from '../../data/reach.ts';
import * as css from './chance.module.css';
import { ChanceForm } from './chance-form.tsx';
import { ChanceReasons } from './chance-reasons.tsx';

bringWords(chanceWords);

/** What the win probability of a record is made of: the three values, how certain the one worked out is, why, and another one said by hand. */
export function ChanceDialog({
  open,
  entity,
  record,
  onClose,
}: {
  open: boolean;
  entity: Entity;
  record: RecordJson;
  onClose: () => void;
}) {
  const { t, say } = useText();
  const inApp = useApp();
  const { data, error } = useQuery({ ...chanceQuery(inApp.key, entity.key, record.id, record.version), enabled: open });
  const stage = stagesOf(entity).find(({ key }) => key === record.stage);
  const { readonly, read } = grantFor(inApp, entity.key);
  const may = record.$may?.update === true && !readonly.includes('probability_set');
  return (
    <Modal open={open} title={t('chance.trustTitle', { name: String(record[entity.title] ?? '') })} footer={null} onCancel={onClose}>
      {error ? (
        <Alert type="error" role="alert" title={error.message} />
      ) : data ? (
        <>
          <Values state={data} />
          <Certainty state={data} />
          {data.reasons.length > 0 && <ChanceReasons reasons={data.reasons} stage={stage ? say(stage.name) : '–'} />}
          {may && <ChanceForm key={`${record.version}`} entity={entity} record={record} state={data} />}
          <p className={look.quiet}>
            {data.learnedAt !== null && t('chance.learned', { day: dayOf(data.learnedAt), n: data.records })}{' '}
            {read === 'all' && (
              <Link to="/a/$app/$entity/chance" params={{ app: inApp.key, entity: entity.key }}>
                {t('chance.trust')}
              </Link>
            )}
          </p>
        </>
      ) : (
        <Skeleton active />
      )}
    </Modal>
  );
}

function Values({ state }: { state: ChanceState }) {
  const { t } = useText();
  const { set, computed, stage } = state;
  const stands = set ? 'set' : computed === null ? 'stage' : 'computed';
  const values = [
    ['stage', stage],
    ['computed', computed],
    ['set', set?.probability ?? null],
  ] as const;
  return (
    <>
      <dl className={css.values}>
        {values.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`chance.${key}`)}</dt>
            <dd className={key === stands ? css.stands : ''}>{value === null ? '–' : `${value}%`}</dd>
          </div>
        ))}
      </dl>
      {set && (
        <p>
          {set.reason} <span className={look.quiet}>{set.by && set.at ? t('chance.by', { person: set.by, day: dayOf(set.at) }) : ''}</span>
        </p>
      )}
    </>
  );
}

function Certainty({ state }: { state: ChanceState }) {
  const { t } = useText();
  const { low, high, n, least, learnedAt } = state;
  if (learnedAt === null) return <p>{t('chance.never')}</p>;
  if (low === null || high === null) return <p>{t('chance.few', { n, least })}</p>;
  return <p>{t('chance.interval', { low, high, n })}</p>;
}
