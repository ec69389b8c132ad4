import type { Entity, Field, RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { isPastClose, prepare } from '@pipewright/process';
import { FieldInput, look, unreadFaults, useText, useToday } from '@pipewright/ui';
import { Alert, Button, Flex, Form, Modal } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { Shelf } from '../data/shelf.tsx';
import { faultFields } from './missing.ts';
import type { MoveWish, Refusal } from './move.ts';

/** What is sent when the person agrees: the values filled in, and where the record goes. */
export type Agreed = Pick<MoveWish, 'pipeline' | 'stage'> & { readonly values: Readonly<Record<string, Value>> };

interface Props {
  readonly entity: Entity;
  readonly record: RecordJson;
  readonly title: string;
  readonly ok: string;
  readonly cancel?: string;
  readonly danger?: boolean;
  /** Fields to ask for from the start. */
  readonly fields?: readonly Field[];
  /** What the server has said already. */
  readonly refusal?: Refusal | undefined;
  /** The move to another pipeline that is the aim. */
  readonly asks?: Refusal['asks'];
  readonly children?: ReactNode;
  readonly send: (agreed: Agreed) => Promise<Refusal | undefined>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const ANNOUNCED = 'pipeline.moves';
const inputOf = (field: string) => `ask_${field}`;

/**
 * Asks before a record changes where it stands: what it means, what is missing with inputs for it, and where the change takes it. What the server
 * refuses is said inside, and asked for.
 */
export function AskDialog(props: Props) {
  const { entity, record, title, ok, send, onDone, onCancel } = props;
  const { t, say, language } = useText();
  const { app, role } = useApp();
  const today = useToday();
  const prepared = useMemo(() => prepare(app, entity), [app, entity]);
  const [values, setValues] = useState<Record<string, Value>>({});
  const [refusal, setRefusal] = useState(props.refusal);
  const [asks, setAsks] = useState(props.asks ?? props.refusal?.asks);
  const [asked, setAsked] = useState<readonly Field[]>(() => [
    ...(props.fields ?? []),
    ...faultFields(prepared, role, props.refusal?.faults ?? []),
  ]);
  const [busy, setBusy] = useState<'ok' | 'first'>();
  const faults = refusal?.faults ?? [];
  const announced = faults.filter(({ code }) => code === ANNOUNCED);
  const missing = faults.filter(({ code }) => code !== ANNOUNCED);
  const first = entity.process?.pipelines.find(({ key }) => key === asks?.pipeline)?.stages[0]?.key;
  const go = async (stage?: string) => {
    const [unread] = unreadFaults(fields, values, { today, currency: app.currency }, language);
    // Its field says what is wrong already.
    if (unread) return document.getElementById(inputOf(unread.path))?.focus();
    setBusy(stage ? 'first' : 'ok');
    const found = await send({ values, ...(asks ? { pipeline: asks.pipeline, stage } : {}) });
    setBusy(undefined);
    if (!found) return onDone();
    setRefusal(found);
    setAsks(found.asks ?? asks);
    setAsked([...asked, ...faultFields(prepared, role, found.faults)]);
  };
  const fields = asked.filter((field, i) => asked.findIndex(({ key }) => key === field.key) === i);
  return (
    <Modal
      open
      title={title}
      onCancel={onCancel}
      footer={
        <Flex gap={8} wrap justify="end">
          <Button onClick={onCancel}>{props.cancel ?? t('action.cancel')}</Button>
          {asks && first && first !== asks.stage && (
            <Button loading={busy === 'first'} disabled={busy !== undefined} onClick={() => void go(first)}>
              {t('ask.first')}
            </Button>
          )}
          <Button
            type="primary"
            danger={props.danger ?? false}
            loading={busy === 'ok'}
            disabled={busy !== undefined}
            onClick={() => void go()}
          >
            {asks && !props.asks ? t('ask.move') : ok}
          </Button>
        </Flex>
      }
    >
      {announced.map((fault) => (
        <Alert key={fault.message} type="info" showIcon className={look.note} title={fault.message} />
      ))}
      {missing.length > 0 && (
        <Alert
          type={announced.length > 0 ? 'warning' : 'error'}
          role="alert"
          className={look.note}
          title={missing.map((fault) => <div key={fault.message}>{fault.message}</div>)}
        />
      )}
      {props.children}
      {fields.length > 0 && (
        <Shelf entity={entity}>
          <Form layout="vertical" component="div">
            {fields.map((field) => (
              <Form.Item key={field.key} label={say(field.name)} htmlFor={inputOf(field.key)}>
                <FieldInput
                  id={inputOf(field.key)}
                  field={field}
                  currency={app.currency}
                  value={(field.key in values ? values[field.key] : record[field.key]) ?? null}
                  name={record.$names?.[field.key] ?? undefined}
                  warning={isPastClose(entity, field.key, { ...record, ...values }, today) ? t('form.pastClose') : undefined}
                  onChange={(value) => setValues({ ...values, [field.key]: value as Value })}
                />
              </Form.Item>
            ))}
          </Form>
        </Shelf>
      )}
    </Modal>
  );
}
