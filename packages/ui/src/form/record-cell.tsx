import { EditOutlined } from '@ant-design/icons';
import type { Entity, Field, RecordJson } from '@pipewright/definition';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { RecordValue } from '../field/record-value.tsx';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import * as css from './record-view.module.css';

const marking = () => (window.getSelection()?.toString() ?? '') !== '';

/** A label with its value, or with what it is typed in; a click on the value or Enter on its sign begins. */
export function RecordCell({
  entity,
  field,
  record,
  currency,
  wide,
  input,
  note,
  onEdit,
}: {
  entity: Entity;
  field: Field;
  record: RecordJson;
  currency: string;
  wide: boolean;
  /** What stands in place of the value while it is under edit. */
  input: ReactNode;
  /** Why it has its value. */
  note?: string | undefined;
  onEdit: (() => void) | undefined;
}) {
  const { say, t } = useText();
  const sign = useRef<HTMLButtonElement>(null);
  const edited = useRef(false);
  useEffect(() => {
    // Whoever leaves the input stands where it was, unless the focus is elsewhere by now.
    if (edited.current && !input && document.activeElement === document.body) sign.current?.focus();
    edited.current = Boolean(input);
  }, [input]);
  const click = (event: MouseEvent) => {
    const inLink = event.target instanceof Element && event.target.closest('a, button');
    if (!inLink && !marking()) onEdit?.();
  };
  const begins = onEdit && !input;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the sign inside does the same by keyboard
    <div
      data-field={field.key}
      className={`${css.row} ${wide ? css.wide : ''} ${begins ? css.begins : ''}`}
      onClick={begins ? click : undefined}
    >
      <span>{say(field.name)}</span>
      {input || (
        <span className={css.value}>
          <RecordValue entity={entity} field={field} record={record} currency={currency} />
          {note && <span className={`${css.note} ${look.quiet}`}>{note}</span>}
        </span>
      )}
      {begins && (
        <button
          ref={sign}
          type="button"
          className="pw-quiet"
          aria-label={t('record.editField', { field: say(field.name) })}
          onClick={onEdit}
        >
          <EditOutlined />
        </button>
      )}
    </div>
  );
}
