import { type Entity, type Field, fieldOf, grantOf, takes, writableFields } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { bringWords, FieldInput, laterWords, look, unreadFaults, useText, useToday } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { RunFooter } from '../act/run-footer.tsx';
import { countOf, type Meant, NOTHING_YET, runTogether, type TogetherState, type TogetherWish } from '../act/together/run-together.ts';
import { TogetherOutcome } from '../act/together/together-outcome.tsx';
import { useApp } from '../data/app-context.ts';
import { onlyWarnsOf } from '../data/duplicate-question.ts';
import { fieldsIn } from '../data/reach.ts';
import { useFocusBack } from '../data/use-focus-back.ts';

/** What can be done with many records at once. */
export type TogetherAct = 'edit' | 'move' | 'remove';

bringWords(laterWords);

const INPUT = 'together_value';

/** Does one thing with many records: asks what, shows how far it is, can be stopped, and says which were refused and why. */
export function TogetherDialog({
  entity,
  act,
  meant,
  onClose,
}: {
  entity: Entity;
  act: TogetherAct;
  meant: Meant;
  /** Told whether anything was tried. */
  onClose: (tried: boolean) => void;
}) {
  const inApp = useApp();
  useFocusBack();
  const { t, say, mid, language } = useText();
  const queries = useQueryClient();
  const today = useToday();
  const [key, setKey] = useState<string>();
  const [value, setValue] = useState<Value>(null);
  const [stage, setStage] = useState<string>();
  const [state, setState] = useState<TogetherState>();
  const [running, setRunning] = useState(false);
  const stop = useRef(false);
  const count = countOf(meant);
  const { readonly } = grantOf(inApp.role, entity.key);
  const readable = new Set(fieldsIn(inApp, entity).map((field) => field.key));
  // One value for many records, which a field whose values differ from each other cannot take.
  const fields = writableFields(entity).filter((each) => readable.has(each.key) && !readonly.includes(each.key) && !each.unique);
  const field: Field | undefined = fields.find((each) => each.key === key);
  const stages = (entity.process && fieldOf(entity, 'stage'))?.options ?? [];
  const wish: TogetherWish | undefined =
    act === 'remove' ? { remove: true } : act === 'move' ? (stage ? { stage } : undefined) : field && { values: { [field.key]: value } };
  const start = async (duplicates?: 'accepted') => {
    const [unread] = field ? unreadFaults([field], { [field.key]: value }, { today, currency: inApp.app.currency }, language) : [];
    if (unread) return document.getElementById(INPUT)?.focus();
    if (!wish) return;
    setRunning(true);
    setState(NOTHING_YET);
    await runTogether({ app: inApp.key, entity: entity.key }, meant, { ...wish, duplicates }, () => stop.current, setState);
    setRunning(false);
    await queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
  };
  const after = state !== undefined && !running;
  return (
    <Modal
      open
      title={t('bulk.title', { act: t(`together.${act}`), count })}
      closable={!running}
      keyboard={!running}
      mask={{ closable: false }}
      onCancel={() => onClose(after)}
      footer={
        <RunFooter
          phase={state === undefined ? 'before' : running ? 'running' : 'after'}
          start={act === 'remove' ? t('action.delete') : t('bulk.start')}
          danger={act === 'remove'}
          disabled={!wish}
          onStart={() => void start()}
          onStop={() => {
            stop.current = true;
          }}
          onClose={onClose}
        />
      }
    >
      {state ? (
        <>
          <TogetherOutcome entity={entity} state={state} total={count} running={running} words="bulk" />
          {after && state.refused.some(({ faults }) => onlyWarnsOf(faults)) && (
            <Button onClick={() => void start('accepted')}>{t('duplicate.go')}</Button>
          )}
        </>
      ) : act === 'remove' ? (
        <p className={look.lead}>{t('together.removeLead', { count, entity: mid(entity.plural) })}</p>
      ) : (
        <Form layout="vertical" component="div">
          {act === 'move' ? (
            <Form.Item label={t('together.stage')} htmlFor="together_stage" help={t('together.moveLead')}>
              <Select
                id="together_stage"
                value={stage}
                placeholder={t('together.choose')}
                options={stages.map((each) => ({ value: each.key, label: say(each.name) }))}
                onChange={setStage}
              />
            </Form.Item>
          ) : (
            <Form.Item label={t('together.field')} htmlFor="together_field">
              <Select
                id="together_field"
                showSearch={{ optionFilterProp: 'label' }}
                value={key}
                placeholder={t('together.choose')}
                options={fields.map((each) => ({ value: each.key, label: say(each.name) }))}
                onChange={(next) => {
                  setKey(next);
                  setValue(null);
                }}
              />
            </Form.Item>
          )}
          {act === 'edit' && field && (
            <Form.Item label={say(field.name)} htmlFor={INPUT} help={value === null ? t('together.empties') : undefined}>
              <FieldInput
                key={field.key}
                id={INPUT}
                field={field}
                currency={takes(field, 'currency') ? (field.currency ?? inApp.app.currency) : inApp.app.currency}
                value={value}
                onChange={(next) => setValue((next ?? null) as Value)}
              />
            </Form.Item>
          )}
        </Form>
      )}
    </Modal>
  );
}
