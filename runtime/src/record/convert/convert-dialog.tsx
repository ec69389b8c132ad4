import { call } from '@pipewright/client';
import {
  type Conversion,
  type ConversionOffer,
  type Converted,
  type Entity,
  entityOf,
  type Fault,
  fieldsOf,
  type RecordJson,
} from '@pipewright/definition';
import { look, unreadFaults, useText, useToday } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal, Skeleton } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { inputOf } from '../../act/ask-fields.tsx';
import { refusalOf } from '../../act/refusal.ts';
import { useApp } from '../../data/app-context.ts';
import { useDiscardQuestion } from '../../data/discard.ts';
import { useDuplicateQuestion } from '../../data/duplicate-question.ts';
import { useFocusBack } from '../../data/use-focus-back.ts';
import { type Choices, chooseAt, firstChoices, wishesOf } from './choices.ts';
import * as css from './convert.module.css';
import { ConvertPart, placeOf } from './convert-part.tsx';
import { ConvertResults } from './convert-results.tsx';

const NONE: readonly Fault[] = [];
const FAULTY = '[aria-invalid="true"], .ant-select-status-error input';

/** What is wrong with one result, told by its own fields. */
function faultsAt(key: string, faults: readonly Fault[]): Fault[] {
  const [whole, values] = [`targets.${key}`, `targets.${key}.values.`];
  return faults.flatMap((fault) => {
    if (fault.path.startsWith(values)) return [{ ...fault, path: fault.path.slice(values.length) }];
    return fault.path === whole || fault.path === `${whole}.use` ? [{ ...fault, path: '' }] : [];
  });
}

/** Makes a record into others: what it becomes stands side by side, filled in as far as it is known, and what is missing is asked for here. */
export function ConvertDialog({
  entity,
  conversion,
  record,
  onClose,
}: {
  entity: Entity;
  conversion: Conversion;
  record: RecordJson;
  onClose: () => void;
}) {
  const { key: app, app: shape } = useApp();
  const { t, mid, language } = useText();
  const today = useToday();
  const queries = useQueryClient();
  const ask = useDuplicateQuestion();
  const mayDiscard = useDiscardQuestion();
  useFocusBack();
  // What is offered stays as it was when the dialog opened.
  const [version] = useState(record.version);
  const found = useQuery({
    queryKey: ['conversion', app, entity.key, record.id, version],
    queryFn: () => call('readConversion', { app, entity: entity.key, id: record.id }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const offer = found.data;
  const [typed, setTyped] = useState<Choices>();
  const [faults, setFaults] = useState(NONE);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Converted>();
  const first = useMemo(() => offer && firstChoices(conversion, offer), [conversion, offer]);
  const choices = typed ?? first;
  const inside = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) inside.current?.querySelector<HTMLElement>(FAULTY)?.focus();
  }, [faults]);
  // Where one can begin to type, once it is there.
  const shown = offer !== undefined && offer.faults.length === 0;
  useEffect(() => {
    if (shown) inside.current?.querySelector('input')?.focus();
  }, [shown]);
  const leave = async () => (!typed || done || (await mayDiscard())) && onClose();
  const unread = () => {
    for (const { key, entity: name } of offer?.targets ?? []) {
      const choice = choices?.[key];
      const made = entityOf(shape, name);
      if (!made || !choice || choice.use !== undefined) continue;
      const [fault] = unreadFaults(fieldsOf(made), choice.values, { today, currency: shape.currency }, language);
      if (fault) return inputOf(fault.path, placeOf(key));
      if (choice.other) return `${placeOf(key)}_use`;
    }
    return undefined;
  };
  const go = async () => {
    if (!offer || !choices) return;
    // Its field says what is wrong already, or is empty.
    const input = unread();
    if (input) return document.getElementById(input)?.focus();
    setBusy(true);
    try {
      setDone(
        await ask(entity, (duplicates) =>
          call('convertRecord', {
            ...{ app, entity: entity.key, id: record.id },
            body: { version, targets: wishesOf(offer, choices), duplicates },
          }),
        ),
      );
      await queries.invalidateQueries({ queryKey: ['records', app] });
    } catch (error) {
      setFaults(refusalOf(error, t('state.offline')).faults);
    } finally {
      setBusy(false);
    }
  };
  const refused = offer?.faults ?? (found.error ? refusalOf(found.error, t('state.offline')).faults : NONE);
  const atParts = new Set(offer?.targets.flatMap(({ key }) => (faultsAt(key, faults).length > 0 ? [key] : [])));
  const elsewhere = [...refused, ...faults.filter(({ path }) => !atParts.has(path.split('.')[1] ?? ''))];
  const ready = offer !== undefined && choices !== undefined && refused.length === 0 && !done;
  return (
    <Modal
      open
      width={1080}
      title={t('convert.title', { entity: mid(entity.name), name: String(record[entity.title] ?? '–') })}
      mask={{ closable: false }}
      onCancel={() => void leave()}
      footer={[
        <Button key="leave" onClick={() => void leave()}>
          {t(ready ? 'action.cancel' : 'convert.close')}
        </Button>,
        ...(ready
          ? [
              <Button key="go" type="primary" loading={busy} onClick={() => void go()}>
                {t('convert.go')}
              </Button>,
            ]
          : []),
      ]}
    >
      <div ref={inside}>
        {elsewhere.length > 0 && (
          <Alert
            type="error"
            role="alert"
            className={look.note}
            title={elsewhere.map(({ message }) => <div key={message}>{message}</div>)}
          />
        )}
        {found.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
        {done && <ConvertResults done={done} onOpen={onClose} />}
        {ready && (
          <form
            noValidate
            className={css.parts}
            onSubmit={(event) => {
              event.preventDefault();
              void go();
            }}
          >
            <Parts {...{ entity, conversion, offer, choices, faults }} onChoose={setTyped} />
            <button type="submit" hidden disabled={busy} />
          </form>
        )}
      </div>
    </Modal>
  );
}

function Parts({
  entity,
  conversion,
  offer,
  choices,
  faults,
  onChoose,
}: {
  entity: Entity;
  conversion: Conversion;
  offer: ConversionOffer;
  choices: Choices;
  faults: readonly Fault[];
  onChoose: (choices: Choices) => void;
}) {
  const { app } = useApp();
  const own = useMemo(() => new Map(conversion.targets.map(({ key }) => [key, faultsAt(key, faults)])), [conversion, faults]);
  return conversion.targets.map((target) => {
    const offered = offer.targets.find(({ key }) => key === target.key);
    const made = entityOf(app, target.entity);
    return (
      offered &&
      made && (
        <ConvertPart
          key={target.key}
          {...{ entity: made, source: entity, target, offered, choices }}
          faults={own.get(target.key) ?? NONE}
          onChange={(change) => onChoose(chooseAt(conversion, offer, choices, target.key, change))}
        />
      )
    );
  });
}
