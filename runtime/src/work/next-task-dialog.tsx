import { type Entity, type Fault, type Field, fieldOf, type RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { bringWords, FieldInput, laterWords, look, unreadFaults, useText, useToday } from '@pipewright/ui';
import { Button, Flex, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { PersonSelect } from '../act/assign/person-select.tsx';
import type { ChangeInPlace } from '../act/change.ts';
import { FaultsBelow, faultsId } from '../act/faults-below.tsx';
import { stepDays } from '../act/step-days.ts';
import { useApp } from '../data/app-context.ts';
import { grantFor, mayBeAssigned } from '../data/reach.ts';
import { useFocusBack } from '../data/use-focus-back.ts';

bringWords(laterWords);

/** Asks what comes next, where a task that is to be done is the last that says so: what, by when and who. Both are written together. */
export function NextTaskDialog({
  tasks,
  task,
  name,
  values,
  change,
  onClose,
}: {
  tasks: Entity;
  task: RecordJson;
  /** What the task that is there is called by whoever ends it. */
  name: string;
  /** What is to be changed of the task that is there. */
  values: Readonly<Record<string, Value>>;
  change: ChangeInPlace;
  onClose: () => void;
}) {
  const inApp = useApp();
  const { t, say, language } = useText();
  const today = useToday();
  useFocusBack();
  const id = useId();
  const { title, taskOf = '', due = '' } = tasks;
  const [text, setText] = useState('');
  const [day, setDay] = useState<Value>(null);
  const [who, setWho] = useState<string>();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  const field = fieldOf(tasks, due) as Field;
  const at = (path: string) => faults.filter((fault) => fault.path === path);
  const elsewhere = faults.filter(({ path }) => path !== title && path !== due);
  const mayGive = mayBeAssigned(inApp, tasks.key) && grantFor(inApp, tasks.key).create;
  const send = async () => {
    const unread = unreadFaults([field], { [due]: day }, { today, currency: '' }, language);
    if (unread.length > 0) return setFaults(unread);
    setBusy(true);
    const next = { [title]: text.trim(), [taskOf]: task[taskOf] as Value, [due]: day, ...(who ? { owner: who } : {}) };
    const found = await change(task, values, next);
    setBusy(false);
    if (found) setFaults(found.faults);
    else onClose();
  };
  return (
    <Modal
      open
      title={t('whatsNext.title')}
      okText={t('whatsNext.ok')}
      cancelText={t('action.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: text.trim() === '' || day === null }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <p className={look.lead}>{t('whatsNext.lead', { name })}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={say(fieldOf(tasks, title)?.name)} htmlFor={`${id}what`} required>
          <Input
            id={`${id}what`}
            autoFocus
            value={text}
            maxLength={200}
            {...(at(title).length > 0 ? { 'aria-invalid': true, 'aria-describedby': faultsId(`${id}what`) } : {})}
            onChange={(event) => setText(event.target.value)}
          />
          <FaultsBelow input={`${id}what`} faults={at(title)} />
        </Form.Item>
        <Form.Item label={say(field.name)} htmlFor={`${id}when`} required>
          <Flex gap={8} wrap align="center">
            <div className={look.roomy}>
              <FieldInput
                id={`${id}when`}
                field={field}
                required
                currency=""
                value={day}
                invalid={at(due).length > 0}
                {...(at(due).length > 0 ? { describedBy: faultsId(`${id}when`) } : {})}
                onChange={(value) => {
                  setFaults([]);
                  setDay(value as Value);
                }}
              />
            </div>
            {stepDays(today).map(({ key, day: quick }) => (
              <Button key={key} size="small" aria-pressed={day === quick} onClick={() => setDay(quick)}>
                {t(`nextStep.${key}`)}
              </Button>
            ))}
          </Flex>
          <FaultsBelow input={`${id}when`} faults={at(due)} />
        </Form.Item>
        {mayGive && (
          <Form.Item label={t('whatsNext.who')}>
            <PersonSelect label={t('whatsNext.who')} value={who} onChange={setWho} />
          </Form.Item>
        )}
        <FaultsBelow input={id} faults={elsewhere} />
      </Form>
    </Modal>
  );
}
