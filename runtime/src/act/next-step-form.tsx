import type { Entity, Fault, Field, RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { FieldInput, look, unreadFaults, useText } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import { useId, useState } from 'react';
import type { ChangeInPlace } from './change.ts';
import { FaultsBelow, faultsId } from './faults-below.tsx';
import { stepDays } from './step-days.ts';

/** A small form for what is to be done next with a record and when: days that people choose often are one press away. */
export function NextStepForm({
  entity,
  record,
  fields,
  suggested,
  today,
  currency,
  change,
  onDone,
  onSkip,
  clears = false,
}: {
  entity: Entity;
  record: Pick<RecordJson, 'id' | 'version'>;
  fields: Partial<Record<'step' | 'day', Field>>;
  /** What the stage asks for first. */
  suggested?: string | undefined;
  today: string;
  currency: string;
  change: ChangeInPlace;
  onDone: () => void;
  onSkip: () => void;
  /** Offers to say that there is nothing next, in place of leaving it as it is. */
  clears?: boolean;
}) {
  const { t, say, language } = useText();
  const id = useId();
  const { step, day } = fields;
  const [values, setValues] = useState<Record<string, Value>>(step && suggested ? { [step.key]: suggested } : {});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  const shown = [step, day].filter((field) => field !== undefined);
  const set = (field: Field, value: Value) => {
    setFaults((old) => old.filter(({ path }) => path !== field.key));
    setValues((old) => ({ ...old, [field.key]: value }));
  };
  const send = async (wanted: Readonly<Record<string, Value>>) => {
    setBusy(true);
    const found = await change(record, wanted);
    setBusy(false);
    if (found) setFaults(found.faults);
    else onDone();
  };
  const save = () => {
    const unread = unreadFaults(shown, values, { today, currency }, language);
    if (unread.length > 0) return setFaults(unread);
    // The old day says nothing of a new step.
    const stale = day && step && Object.hasOwn(values, step.key) ? { [day.key]: null } : {};
    return void send({ ...stale, ...values });
  };
  const elsewhere = faults.filter(({ path }) => !shown.some(({ key }) => key === path));
  return (
    <form
      aria-label={t('nextStep.of', { name: String((record as RecordJson)[entity.title] ?? '') })}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Flex vertical gap={8}>
        {shown.map((field) => {
          const input = `${id}${field.key}`;
          const wrong = faults.filter(({ path }) => path === field.key);
          return (
            <div key={field.key}>
              <label htmlFor={input}>{say(field.name)}</label>
              <FieldInput
                id={input}
                field={field}
                currency={currency}
                value={values[field.key] ?? null}
                invalid={wrong.length > 0}
                {...(wrong.length > 0 ? { describedBy: faultsId(input) } : {})}
                onChange={(value) => set(field, value as Value)}
              />
              <FaultsBelow input={input} faults={wrong} />
            </div>
          );
        })}
        {day && (
          <Flex gap={4} wrap>
            {stepDays(today).map(({ key, day: quick }) => (
              <Button key={key} size="small" aria-pressed={values[day.key] === quick} onClick={() => set(day, quick)}>
                {t(`nextStep.${key}`)}
              </Button>
            ))}
          </Flex>
        )}
        <FaultsBelow input={id} faults={elsewhere} />
        <Flex gap={8} justify="end" className={look.after}>
          {clears ? (
            <Button size="small" disabled={busy} onClick={() => void send(Object.fromEntries(shown.map(({ key }) => [key, null])))}>
              {t('nextStep.none')}
            </Button>
          ) : (
            <Button size="small" onClick={onSkip}>
              {t('nextStep.skip')}
            </Button>
          )}
          <Button size="small" type="primary" htmlType="submit" loading={busy} disabled={Object.keys(values).length === 0}>
            {t('action.save')}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}
