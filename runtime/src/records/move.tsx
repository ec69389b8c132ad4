import { callApi, Refused } from '@pipewright/client';
import { type Entity, type Fault, fieldOf, type RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { FieldInput, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App as AntApp, Form, Modal } from 'antd';
import { useState } from 'react';
import { useApp } from '../shell/app-context.ts';

/** Where a record is to go. */
export interface MoveWish {
  readonly stage?: string;
  readonly status?: string;
  readonly values?: Readonly<Record<string, Value>>;
}

/** A record about to be closed as won or lost. */
export interface Closing {
  readonly record: RecordJson;
  readonly status: 'won' | 'lost';
}

/** Moves a record and answers the issues that refuse it, none when it moved. */
export type Move = (record: RecordJson, wish: MoveWish, quiet?: boolean) => Promise<readonly Fault[]>;

/** Moving records through stages: the move itself, and the dialog that asks what closing needs. */
export function useMove(entity: Entity): { move: Move; closing: Closing | undefined; setClosing: (closing: Closing | undefined) => void } {
  const { key } = useApp();
  const { t } = useText();
  const { message, notification } = AntApp.useApp();
  const queries = useQueryClient();
  const [closing, setClosing] = useState<Closing>();
  const move: Move = async (record, wish, quiet = false) => {
    try {
      await callApi(`/apps/${key}/records/${entity.key}/${record.id}/move`, { method: 'POST', body: { version: record.version, ...wish } });
      if (!quiet) void message.success(t('board.moved'));
      return [];
    } catch (error) {
      if (!(error instanceof Refused)) {
        void message.error(t('state.offline'));
        return [{ path: '', code: 'offline', message: t('state.offline') }];
      }
      if (!quiet)
        notification.error({
          title: t('board.refused', { card: String(record[entity.title] ?? '') }),
          description: error.issues.map((each) => <div key={each.message}>{each.message}</div>),
          duration: 8,
          role: 'alert',
        });
      return error.issues;
    } finally {
      await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
    }
  };
  return { move, closing, setClosing };
}

/** Asks for what closing as won or lost needs, and closes. */
export function CloseDialog({
  entity,
  closing,
  move,
  onDone,
}: {
  entity: Entity;
  closing: Closing | undefined;
  move: Move;
  onDone: () => void;
}) {
  const { t, say } = useText();
  const { app } = useApp();
  const [values, setValues] = useState<Record<string, Value>>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  if (!closing) return null;
  const { record, status } = closing;
  const pipeline = entity.process?.pipelines.find((each) => each.key === record.pipeline);
  const needed =
    status === 'won'
      ? [...(entity.process?.wonRequires ?? []), ...(pipeline?.stages.at(-1)?.required ?? [])]
      : (entity.process?.lostRequires ?? []);
  const fields = [...new Set(needed)].flatMap((key) => fieldOf(entity, key) ?? []);
  const done = () => {
    setValues({});
    setFaults([]);
    onDone();
  };
  const close = async () => {
    setBusy(true);
    const found = await move(record, { status, values }, true);
    setBusy(false);
    if (found.length === 0) done();
    else setFaults(found);
  };
  return (
    <Modal
      open
      title={t(status === 'won' ? 'record.winTitle' : 'record.loseTitle', { name: String(record[entity.title] ?? '') })}
      okText={t(status === 'won' ? 'record.win' : 'record.lose')}
      cancelText={t('action.cancel')}
      confirmLoading={busy}
      onOk={() => void close()}
      onCancel={done}
    >
      {faults.length > 0 && (
        <Alert
          type="error"
          role="alert"
          style={{ marginBottom: 12 }}
          title={faults.map((fault) => <div key={fault.message}>{fault.message}</div>)}
        />
      )}
      <Form layout="vertical">
        {fields.map((field) => (
          <Form.Item key={field.key} label={say(field.name)} htmlFor={`close_${field.key}`}>
            <FieldInput
              id={`close_${field.key}`}
              field={field}
              currency={app.currency}
              value={values[field.key] ?? record[field.key] ?? null}
              onChange={(value) => setValues({ ...values, [field.key]: value as Value })}
            />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
