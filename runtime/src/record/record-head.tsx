import { type Entity, fieldOf, isOpen, type RecordJson } from '@pipewright/definition';
import { formatMoney, RecordHeader, StagePath, useText, Value } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { type ReactNode, useState } from 'react';
import { ActDialog, type Doing } from '../act/act-dialog.tsx';
import { useMove } from '../act/move.ts';
import { useRefusedMove } from '../act/refused-move.tsx';
import type { StandingAct } from '../act/standing.ts';
import { StandingBanner } from '../act/standing-banner.tsx';
import { useApp } from '../data/app-context.ts';

/** What a record is and where it stands: name and facts, what can be done with it, its banner and its way through the stages. */
export function RecordHead({
  entity,
  record,
  acts,
  actions,
}: {
  entity: Entity;
  record: RecordJson;
  acts: readonly StandingAct[];
  /** The buttons, given what to call for an act. */
  actions: (onAct: (act: StandingAct) => void) => ReactNode;
}) {
  const { app } = useApp();
  const { t, language } = useText();
  const { message } = AntApp.useApp();
  const [doing, setDoing] = useState<Doing>();
  const move = useMove(entity);
  const tellRefused = useRefusedMove(entity, setDoing);
  const { process } = entity;
  const pipeline = process?.pipelines.find((each) => each.key === record.pipeline);
  const amount = process?.amount ? record[process.amount] : null;
  const currency = (process?.amount && fieldOf(entity, process.amount)?.currency) || app.currency;
  const status = process ? fieldOf(entity, 'status') : undefined;
  const onAct = (act: StandingAct) => setDoing({ id: record.id, act });
  const goTo = async (stage: string) => {
    const refusal = await move(record, { stage });
    if (refusal) tellRefused(record, { stage }, refusal);
    else void message.success(t('actDone.move'));
  };
  return (
    <>
      <RecordHeader
        name={String(record[entity.title] ?? '–')}
        facts={
          <>
            {status && isOpen(record.status) && <Value field={status} record={record} currency={currency} />}
            {typeof amount === 'string' && <strong>{formatMoney(amount, currency, language)}</strong>}
            <span>{record.$names?.owner}</span>
          </>
        }
        actions={actions(onAct)}
      />
      <StandingBanner entity={entity} record={record} acts={acts} onAct={onAct} />
      {pipeline && (
        <StagePath
          stages={pipeline.stages}
          current={record.stage as string | null}
          closed={!isOpen(record.status)}
          onMove={acts.includes('move') ? (stage) => void goTo(stage) : undefined}
        />
      )}
      <ActDialog entity={entity} doing={doing} onDone={() => setDoing(undefined)} />
    </>
  );
}
