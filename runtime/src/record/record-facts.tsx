import { type Entity, fieldOf, isOpen, type RecordJson } from '@pipewright/definition';
import { Avatar, formatMoney, look, RecordValue, useText, Value } from '@pipewright/ui';
import { useApp } from '../data/app-context.ts';
import { ChanceFact } from './chance/chance-fact.tsx';
import * as css from './record-detail.module.css';

/** The facts to know of a record at once: how it stands, what it is worth, whose it is, and when it is to be closed. */
export function RecordFacts({ entity, record }: { entity: Entity; record: RecordJson }) {
  const { app } = useApp();
  const { say, language, t } = useText();
  const { process } = entity;
  const status = process && fieldOf(entity, 'status');
  const worth = process?.amount ? fieldOf(entity, process.amount) : undefined;
  const close = process?.closeDate ? fieldOf(entity, process.closeDate) : undefined;
  const amount = worth && record[worth.key];
  const owner = record.$names?.owner;
  return (
    <>
      {status && isOpen(record.status) && <Value field={status} record={record} currency={app.currency} />}
      {worth && typeof amount === 'string' && (
        <strong title={say(worth.name)}>{formatMoney(amount, worth.currency ?? app.currency, language)}</strong>
      )}
      <ChanceFact entity={entity} record={record} />
      {close && typeof record[close.key] === 'string' && (
        <span>
          <span className={look.quiet}>{say(close.name)}</span>{' '}
          <RecordValue entity={entity} field={close} record={record} currency={app.currency} />
        </span>
      )}
      {owner && (
        <span className={css.owner} title={t('record.owner')}>
          <Avatar person={String(record.owner ?? owner)} name={owner} />
          {owner}
        </span>
      )}
    </>
  );
}
