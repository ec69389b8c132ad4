import { call, Refused } from '@pipewright/client';
import { type Entity, type Fault, fieldOf } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { FieldInput, type FormValues, look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useEffect, useRef, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { useDefaults, useMakerNames, valuesToSend } from '../data/new-record.ts';
import { grantFor } from '../data/reach.ts';
import { isSending } from './comment-input.tsx';
import { type ActivityKind, kindFieldOf } from './kinds.ts';
import * as css from './line.module.css';
import { useKept } from './use-kept.ts';

/** Where an activity of a record is written: what happened, what comes next, and, where it is asked for, everything else that is kept of it. */
export function ActivityBox({
  kind,
  of,
  id,
  mayCarry,
}: {
  kind: ActivityKind;
  of: Entity;
  id: string;
  /** Whether what is carried into the record may be typed: it changes the record. */
  mayCarry: boolean;
}) {
  const inApp = useApp();
  const { key, me, app } = inApp;
  const { t, say } = useText();
  const queries = useQueryClient();
  const { entity, option } = kind;
  const [text, setText] = useKept(`${me.user}.${key}.${id}.${entity.key}`);
  const [values, setValues] = useState<FormValues>({});
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [whole, setWhole] = useState(false);
  const [busy, setBusy] = useState(false);
  const kindField = kindFieldOf(entity);
  // Whoever chose a kind is about to write.
  const typed = useRef<TextAreaRef>(null);
  useEffect(() => typed.current?.focus(), [option]);
  const carries = entity.carries ?? [];
  const asked = entity.form
    .flatMap((section) => section.fields)
    .filter(
      (name) => ![entity.title, kindField?.key, entity.activityOf].includes(name) && !grantFor(inApp, entity.key).readonly.includes(name),
    )
    .filter((name) => (carries.includes(name) ? mayCarry : whole));
  const makers = useMakerNames(entity);
  const defaults = useDefaults(entity, values);
  const begun = Object.fromEntries(Object.entries(defaults).filter(([name]) => asked.includes(name)));
  const drawn: FormValues = { ...begun, ...values };
  const send = async () => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    setFaults([]);
    const given = valuesToSend(entity, drawn, grantFor(inApp, entity.key).readonly);
    const body = {
      entity: entity.key,
      values: {
        ...given,
        [entity.title]: text.trim(),
        ...(kindField && option ? { [kindField.key]: option.key } : {}),
      },
    };
    try {
      await call('addActivity', { app: key, entity: of.key, id, body });
      setText('');
      setValues({});
      await queries.invalidateQueries({ queryKey: ['records', key] });
    } catch (error) {
      setFaults(error instanceof Refused ? error.issues : [{ path: '', code: '', message: t('state.offline') }]);
    } finally {
      setBusy(false);
    }
  };
  const hasMore = entity.form
    .flatMap((section) => section.fields)
    .some((name) => ![entity.title, kindField?.key, entity.activityOf, ...carries].includes(name));
  return (
    <div className={css.box}>
      <Input.TextArea
        ref={typed}
        autoSize={{ minRows: 1, maxRows: 8 }}
        aria-label={t('line.activityLabel', { kind: say(option?.name ?? entity.name) })}
        placeholder={t('line.activityLabel', { kind: say(option?.name ?? entity.name) })}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          if (!isSending(event)) return;
          event.preventDefault();
          void send();
        }}
      />
      <div className={css.fields}>
        {asked.map((name) => {
          const field = fieldOf(entity, name);
          if (!field) return null;
          return (
            <label key={name} htmlFor={`line_${name}`}>
              <span className={`${look.quiet} ${look.small}`}>{say(field.name)}</span>
              <FieldInput
                field={field}
                id={`line_${name}`}
                value={drawn[name] ?? null}
                name={names[name] ?? makers[name]}
                currency={app.currency}
                invalid={faults.some(({ path }) => path === name)}
                onChange={(value, called) => {
                  setValues((now) => ({ ...now, [name]: (value ?? null) as Value }));
                  if (called) setNames((now) => ({ ...now, [name]: called }));
                }}
              />
            </label>
          );
        })}
      </div>
      {faults.length > 0 && (
        <Alert type="error" role="alert" className={look.after ?? ''} title={faults.map(({ message }) => message).join(' ')} />
      )}
      <Flex gap={8} align="center" className={look.after ?? ''}>
        <Button type="primary" size="small" disabled={text.trim() === ''} loading={busy} onClick={() => void send()}>
          {t('line.log')}
        </Button>
        {hasMore && (
          <Button type="link" size="small" onClick={() => setWhole(!whole)}>
            {t(whole ? 'line.less' : 'line.all')}
          </Button>
        )}
      </Flex>
    </div>
  );
}
