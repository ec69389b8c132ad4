import type { Entity, RecordJson } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Modal, Progress } from 'antd';
import { useRef, useState } from 'react';
import { ActDialog, type Doing } from '../act/act-dialog.tsx';
import { isComplete, type ReasonAndDay, ReasonAndDayInputs } from '../act/reason-and-day.tsx';
import { RunFooter, type RunPhase } from '../act/run-footer.tsx';
import { actsOn, ruleOf, type StandingAct, statusAfter, statusOf } from '../act/standing.ts';
import { useApp } from '../data/app-context.ts';
import { useFocusBack } from '../data/use-focus-back.ts';
import { type BulkState, type BulkWish, mended, runBulk } from './bulk.ts';
import { BulkOutcome } from './bulk-outcome.tsx';

/** Does one act with many records: asks once, shows how far it is, can be stopped, and says which were refused and why. */
export function BulkDialog({
  entity,
  act,
  selected,
  onClose,
}: {
  entity: Entity;
  act: StandingAct;
  selected: readonly RecordJson[];
  /** Told whether anything was tried. */
  onClose: (tried: boolean) => void;
}) {
  const { key, role, surroundings } = useApp();
  const { t } = useText();
  useFocusBack();
  const queries = useQueryClient();
  const [given, setGiven] = useState<ReasonAndDay>({});
  const [phase, setPhase] = useState<RunPhase>('before');
  const [state, setState] = useState<BulkState>();
  const [doing, setDoing] = useState<Doing>();
  const stop = useRef(false);
  const [records] = useState(() => selected.filter((record) => actsOn(entity, role, record).includes(act)));
  const [first] = records;
  const rule = ruleOf(entity, first && statusOf(first), act);
  const wish = (record: RecordJson): BulkWish =>
    act === 'rechoose' ? { pipeline: String(record.applies) } : { status: statusAfter(act), ...given };
  const start = async () => {
    setPhase('running');
    await runBulk({ app: key, entity: entity.key }, records, wish, () => stop.current, setState);
    setPhase('after');
    await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
  };
  const skipped = selected.length - records.length;
  const tried = (state?.done.length ?? 0) + (state?.refused.length ?? 0);
  const name = t(act === 'rechoose' ? 'bulk.rechoose' : `act.${act}`);
  return (
    <Modal
      open
      title={t('bulk.title', { act: name, count: records.length })}
      closable={phase !== 'running'}
      keyboard={phase !== 'running'}
      mask={{ closable: false }}
      onCancel={() => onClose(phase === 'after')}
      footer={
        <RunFooter
          phase={phase}
          start={t('bulk.start')}
          disabled={records.length === 0 || !isComplete(rule, given)}
          onStart={() => void start()}
          onStop={() => {
            stop.current = true;
          }}
          onClose={onClose}
        />
      }
    >
      {phase === 'before' && (
        <>
          <p className={look.lead}>
            {records.length === 0 ? t('bulk.none') : t(act === 'rechoose' ? 'bulk.rechooseLead' : `actLead.${act}`)}
          </p>
          {skipped > 0 && records.length > 0 && <p>{t('bulk.skipped', { count: skipped })}</p>}
          <ReasonAndDayInputs rule={rule} value={given} today={String(surroundings.today)} onChange={setGiven} />
        </>
      )}
      {phase !== 'before' && (
        <>
          <Progress status="normal" aria-label={name} percent={Math.round((tried / Math.max(records.length, 1)) * 100)} showInfo={false} />
          <div>{t('bulk.progress', { done: tried, total: records.length })}</div>
          {phase === 'after' && <BulkOutcome {...{ entity, act, state }} total={records.length} onFill={setDoing} />}
        </>
      )}
      <ActDialog
        entity={entity}
        doing={doing}
        onDone={() => setDoing(undefined)}
        onDid={() => setState(doing && state && mended(state, doing.id))}
      />
    </Modal>
  );
}
