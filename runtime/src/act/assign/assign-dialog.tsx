import { call } from '@pipewright/client';
import type { Entity, RecordJson } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Progress, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useApp } from '../../data/app-context.ts';
import { RunFooter, type RunPhase } from '../run-footer.tsx';
import { AssignOutcome } from './assign-outcome.tsx';
import { type Assigned, assign, triedOf, type Whole } from './assigning.ts';
import { PersonSelect } from './person-select.tsx';

/** Gives records to another owner: those selected, or all that the list shows. Says how far it is, and what was not changed and why. */
export function AssignDialog({
  entity,
  records,
  whole,
  meansWhole = false,
  onClose,
}: {
  entity: Entity;
  records: readonly Pick<RecordJson, 'id'>[];
  /** What the list shows beyond what is selected; left out where there is nothing more. */
  whole?: Whole | undefined;
  /** True where all that the list shows are meant from the start. */
  meansWhole?: boolean;
  /** Told whether anything was tried. */
  onClose: (tried: boolean) => void;
}) {
  const { key } = useApp();
  const { t, mid } = useText();
  const queries = useQueryClient();
  const [to, setTo] = useState<string>();
  const [note, setNote] = useState('');
  const [all, setAll] = useState(meansWhole);
  const [phase, setPhase] = useState<RunPhase>('before');
  const [state, setState] = useState<Assigned>();
  const [fault, setFault] = useState<string>();
  const stop = useRef(false);
  const counted = useQuery({
    queryKey: ['records', key, entity.key, 'count', whole],
    queryFn: () => call('listRecords', { app: key, entity: entity.key, query: countOf(entity, whole) }),
    enabled: whole !== undefined,
  });
  const total = all ? (counted.data?.count ?? 0) : records.length;
  const start = async () => {
    if (!to) return;
    setPhase('running');
    setFault(undefined);
    const of = all && whole ? whole : records.map(({ id }) => id);
    const done = await assign({ app: key, entity: entity.key, to, note, of }, () => stop.current, setState);
    await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
    if (done.fault !== undefined) setFault(done.fault || t('state.offline'));
    setState(done.state);
    setPhase(done.fault !== undefined && triedOf(done.state) === 0 ? 'before' : 'after');
  };
  return (
    <Modal
      open
      title={t('assign.title', { count: total, entity: mid(total === 1 ? entity.name : entity.plural) })}
      closable={phase !== 'running'}
      keyboard={phase !== 'running'}
      mask={{ closable: false }}
      onCancel={() => onClose(phase === 'after')}
      footer={
        <RunFooter
          phase={phase}
          start={t('assign.go')}
          disabled={!to || (all && counted.isPending)}
          onStart={() => void start()}
          onStop={() => {
            stop.current = true;
          }}
          onClose={onClose}
        />
      }
    >
      {fault && <Alert type="error" role="alert" showIcon title={fault} className={look.note} />}
      {phase === 'before' && (
        <Form layout="vertical">
          {whole && (counted.data?.count ?? 0) > records.length && (
            <Form.Item>
              <Radio.Group
                value={all}
                onChange={(event) => setAll(event.target.value === true)}
                options={[
                  { value: false, label: t('assign.selected', { count: records.length }) },
                  { value: true, label: t('assign.all', { count: counted.data?.count ?? 0 }) },
                ]}
              />
            </Form.Item>
          )}
          <Form.Item label={t('assign.to')} required>
            <PersonSelect label={t('assign.to')} value={to} onChange={setTo} />
          </Form.Item>
          <Form.Item label={t('assign.note')} extra={t('assign.noteHelp')}>
            <Input.TextArea
              aria-label={t('assign.note')}
              rows={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Form.Item>
        </Form>
      )}
      {phase !== 'before' && (
        <>
          <Progress
            aria-label={t('assign.to')}
            percent={Math.round(((state ? triedOf(state) : 0) / Math.max(total, 1)) * 100)}
            showInfo={false}
          />
          {phase === 'running' && <div>{t('bulk.progress', { done: state ? triedOf(state) : 0, total })}</div>}
          {phase === 'after' && state && <AssignOutcome app={key} entity={entity} state={state} total={total} />}
        </>
      )}
    </Modal>
  );
}

const countOf = (entity: Entity, whole: Whole | undefined) => ({
  filter: whole?.filter === undefined ? undefined : JSON.stringify(whole.filter),
  search: whole?.search,
  ...{ fields: entity.title, limit: 1, count: true },
});
