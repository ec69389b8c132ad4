import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { type Entity, type Field, hasTrait } from '@pipewright/definition';
import { type Facts, sameValue, type Value } from '@pipewright/logic';
import { isPastClose } from '@pipewright/process';
import { Button } from 'antd';
import { type KeyboardEvent, useEffect } from 'react';
import { FieldInput } from '../field/input/field-input.tsx';
import { inputs } from '../field/input/inputs.ts';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import { useStandingFaults } from './faults.ts';
import type { InPlace } from './in-place.ts';
import type { Narrowing } from './lookup.ts';
import * as css from './record-view.module.css';

interface Props {
  readonly entity: Entity;
  readonly field: Field;
  readonly record: Facts;
  readonly currency: string;
  readonly today: string;
  readonly inPlace: InPlace;
  /** What narrows what the field may refer to, by the values of the record as they are now. */
  readonly within: Narrowing | undefined;
  /** The values before and after this one that can be typed in; Tab leads to them. */
  readonly neighbours: { readonly before?: string | undefined; readonly after?: string | undefined };
  /** What speaks against these values before they are sent. */
  readonly judge: (values: Facts) => InPlace['faults'];
}

/** A value that is typed in where it stands: Enter saves, Escape leaves, Tab saves and goes on. What is chosen in one act is saved by it. */
export function CellInput({ entity, field, record, currency, today, inPlace, within, neighbours, judge }: Props) {
  const { t, say } = useText();
  const { values, names, busy } = inPlace;
  const id = `${inPlace.place}_${field.key}`;
  const faults = useStandingFaults(inPlace.faults, values);
  const { chosen } = inputs[field.type];
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const save = (sent: Facts, next?: string) => {
    const found = judge(sent);
    if (found.length > 0) inPlace.onRefuse(found);
    else inPlace.onSave(next);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    if (event.nativeEvent.isComposing || !(target instanceof HTMLElement)) return;
    if (key === 'Escape') {
      event.stopPropagation();
      inPlace.onLeave();
    }
    if (target.id !== id) return;
    const next = event.shiftKey ? neighbours.before : neighbours.after;
    if (key === 'Tab') {
      if (next) event.preventDefault();
      save(values, next);
    }
    // Lines are ended by Enter, lists open by it.
    const takesEnter = target.tagName === 'TEXTAREA' ? !(event.ctrlKey || event.metaKey) : target.tagName !== 'INPUT';
    if (key === 'Enter' && !takesEnter && target.getAttribute('role') !== 'combobox') {
      event.preventDefault();
      save(values);
    }
  };
  const change = (value: unknown, name?: string) => {
    const next = { ...values, [field.key]: (value ?? null) as Value };
    inPlace.onChange(next, name ? { ...names, [field.key]: name } : names);
    if (chosen && !sameValue(next[field.key], values[field.key])) save(next);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the input inside
    <div className={css.edit} onKeyDown={press}>
      <div className={css.typed}>
        <FieldInput
          field={field}
          id={id}
          label={say(field.name)}
          value={values[field.key] ?? null}
          name={names[field.key]}
          currency={currency}
          invalid={faults.length > 0}
          describedBy={`${id}_faults ${id}_keys`}
          opened
          within={within}
          warning={isPastClose(entity, field.key, { ...record, ...values }, today) ? t('form.pastClose') : undefined}
          onChange={change}
        />
        {/* An input loses nothing to them: pressing one must not take the focus first. */}
        <Button
          type="text"
          size="small"
          loading={busy}
          icon={<CheckOutlined />}
          aria-label={t('action.save')}
          title={t('action.save')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => save(values)}
        />
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('action.cancel')}
          title={t('action.cancel')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={inPlace.onLeave}
        />
      </div>
      <div id={`${id}_faults`} role="alert" className={look.bad}>
        {faults.map(({ message }) => (
          <div key={message}>{message}</div>
        ))}
      </div>
      <div id={`${id}_keys`} className={`${look.quiet} ${css.keys}`}>
        {field.help ? `${say(field.help)} ` : ''}
        {chosen ? '' : t(hasTrait(field, 'wide') ? 'record.keysLines' : 'record.keys')}
      </div>
    </div>
  );
}
