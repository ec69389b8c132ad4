import { type Entity, type Fault, type Field, fieldOf, type RecordJson } from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import { prepare } from '@pipewright/process';
import { later, look, Part, unreadFaults, useStandingFaults, useText, useToday } from '@pipewright/ui';
import { Alert, Modal } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { useDiscardQuestion } from '../data/discard.ts';
import { Shelf } from '../data/shelf.tsx';
import { useFocusBack } from '../data/use-focus-back.ts';
import { AskFar } from './ask-far.tsx';
import { AskFields, inputOf } from './ask-fields.tsx';
import { AskFooter } from './ask-footer.tsx';
import { type FarAsk, faultFields } from './missing.ts';
import type { MoveWish } from './move.ts';
import type { Refusal } from './refusal.ts';
import { useFarAnswers } from './use-far-answers.ts';

const AskException = later(() => import('../except/ask-exception.tsx').then((module) => module.AskException));

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
  /** The keys of those fields without which it cannot be done. */
  readonly needed?: readonly string[];
  /** The keys of what must be given besides, by what is typed so far. */
  readonly more?: (values: Readonly<Record<string, Value>>) => readonly string[];
  /** What is asked of the records a step away; it is written before anything is sent. */
  readonly far?: readonly FarAsk[];
  /** Paths of faults that the children show themselves. */
  readonly said?: readonly string[];
  /** What the server has said already. */
  readonly refusal?: Refusal | undefined;
  /** The move to another pipeline that is the aim. */
  readonly asks?: Refusal['asks'];
  /** True where something was typed into the children. */
  readonly dirty?: boolean;
  readonly children?: ReactNode;
  readonly send: (agreed: Agreed) => Promise<Refusal | undefined>;
  /** Asks for an exception where it is refused for what is missing; answers what speaks against that. */
  readonly except?: (agreed: Agreed, note: string) => Promise<readonly Fault[] | undefined>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const ANNOUNCED = 'pipeline.moves';
const NONE: readonly Fault[] = [];
const NO_KEYS: readonly string[] = [];
const NO_FAR: readonly FarAsk[] = [];
const FAULTY = '[aria-invalid="true"], .ant-select-status-error input';

/**
 * Asks before a record changes where it stands: what it means, what is missing with inputs for it, and where the change takes it. What the server
 * refuses is said inside, and asked for.
 */
export function AskDialog(props: Props) {
  const { entity, record, title, ok, send, onDone, onCancel } = props;
  const { t, language } = useText();
  const mayDiscard = useDiscardQuestion();
  useFocusBack();
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
  const far = useFarAnswers(props.far ?? NO_FAR);
  const [busy, setBusy] = useState<'ok' | 'first'>();
  const more = props.more?.(values) ?? NO_KEYS;
  const fields = [...new Set([...asked.map(({ key }) => key), ...more])].flatMap((key) => fieldOf(entity, key) ?? []);
  const faults = useStandingFaults(refusal?.faults ?? NONE, { ...record, ...values } as Facts);
  const announced = faults.filter(({ code }) => code === ANNOUNCED);
  const atInputs = new Set([...fields.map(({ key }) => key), ...(props.said ?? [])]);
  // What is wrong with an input is said there and nowhere else.
  const elsewhere = faults.filter(({ code, path }) => code !== ANNOUNCED && !atInputs.has(path));
  const needed = new Set([...(props.needed ?? []), ...more, ...faults.map(({ path }) => path)]);
  const inside = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal) inside.current?.querySelector<HTMLElement>(FAULTY)?.focus();
  }, [refusal]);
  const first = entity.process?.pipelines.find(({ key }) => key === asks?.pipeline)?.stages[0]?.key;
  const dirty = props.dirty || far.dirty || Object.keys(values).length > 0;
  const leave = async () => (!dirty || (await mayDiscard())) && onCancel();
  // What is asked for no more, since another answer was given above it, is no answer.
  const givenHere = () => {
    const shown = new Set(fields.map(({ key }) => key));
    return Object.fromEntries(Object.entries(values).filter(([key]) => shown.has(key)));
  };
  const go = async (stage?: string) => {
    const [unread] = unreadFaults(fields, values, { today, currency: app.currency }, language);
    // Its field says what is wrong already.
    const input = unread ? inputOf(unread.path) : far.unread();
    if (input) return document.getElementById(input)?.focus();
    setBusy(stage ? 'first' : 'ok');
    const free = await far.save();
    const found = free ? await send({ values: givenHere(), ...(asks ? { pipeline: asks.pipeline, stage } : {}) }) : undefined;
    setBusy(undefined);
    if (!free) return;
    if (!found) return onDone();
    setRefusal(found);
    setAsks(found.asks ?? asks);
    setAsked([...asked, ...faultFields(prepared, role, found.faults)]);
  };
  return (
    <Modal
      open
      title={title}
      onCancel={() => void leave()}
      footer={
        <AskFooter
          cancel={props.cancel ?? t('action.cancel')}
          ok={asks && !props.asks ? t('ask.move') : ok}
          danger={props.danger ?? false}
          busy={busy}
          onCancel={() => void leave()}
          onFirst={asks && first && first !== asks.stage ? () => void go(first) : undefined}
          onOk={() => void go()}
        />
      }
    >
      <div ref={inside}>
        {announced.map((fault) => (
          <Alert key={fault.message} type="info" showIcon className={look.note} title={fault.message} />
        ))}
        {elsewhere.length > 0 && (
          <Alert
            type={announced.length > 0 ? 'warning' : 'error'}
            role="alert"
            className={look.note}
            title={elsewhere.map((fault) => <div key={fault.message}>{fault.message}</div>)}
          />
        )}
        {props.children}
        <AskFar far={far} record={String(record[entity.title] ?? '–')} />
        {fields.length > 0 && (
          <Shelf entity={entity}>
            <AskFields
              {...{ entity, record, fields, needed, values, faults }}
              onChange={(field, value) => setValues((typed) => ({ ...typed, [field]: value }))}
            />
          </Shelf>
        )}
        {refusal?.excepts && props.except && (
          <Part>
            <AskException
              onAsk={async (note) => props.except?.({ values: givenHere(), ...(asks ? { pipeline: asks.pipeline } : {}) }, note)}
              onAsked={onCancel}
            />
          </Part>
        )}
      </div>
    </Modal>
  );
}
