import type { Fault, Field, RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { FieldInput, look, unreadFaults, useText, useToday } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import { useId, useState } from 'react';
import type { ChangeInPlace } from '../act/change.ts';
import { FaultsBelow, faultsId } from '../act/faults-below.tsx';

/** Another day for a record: a day that people choose often takes one press. */
export function DayForm({
  record,
  field,
  quick,
  change,
  onDone,
}: {
  record: RecordJson;
  field: Field;
  quick: readonly { readonly key: string; readonly day: string; readonly text: string }[];
  change: ChangeInPlace;
  onDone: () => void;
}) {
  const { t, say, language } = useText();
  const today = useToday();
  const id = useId();
  const [value, setValue] = useState<Value>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  const save = async (day: Value) => {
    const unread = unreadFaults([field], { [field.key]: day }, { today, currency: '' }, language);
    if (unread.length > 0) return setFaults(unread);
    setBusy(true);
    const found = await change(record, { [field.key]: day });
    setBusy(false);
    if (found) setFaults(found.faults);
    else onDone();
  };
  return (
    <Flex vertical gap={8}>
      <Flex gap={4} wrap>
        {quick.map(({ key, day, text }) => (
          <Button key={key} size="small" disabled={busy} title={day} onClick={() => void save(day)}>
            {text}
          </Button>
        ))}
      </Flex>
      <div>
        <label htmlFor={id}>{say(field.name)}</label>
        <FieldInput
          id={id}
          field={field}
          currency=""
          value={value}
          invalid={faults.length > 0}
          {...(faults.length > 0 ? { describedBy: faultsId(id) } : {})}
          onChange={(next) => {
            setFaults([]);
            setValue(next as Value);
          }}
        />
        <FaultsBelow input={id} faults={faults} />
      </div>
      <Flex justify="end" className={look.after}>
        <Button size="small" type="primary" loading={busy} disabled={value === null} onClick={() => void save(value)}>
          {t('action.save')}
        </Button>
      </Flex>
    </Flex>
  );
}
