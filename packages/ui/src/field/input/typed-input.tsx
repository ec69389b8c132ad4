import { WarningOutlined } from '@ant-design/icons';
import { sentence } from '@pipewright/definition';
import { isDecimal, sameValue } from '@pipewright/logic';
import { Input, type InputRef } from 'antd';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import * as look from '../../frame/look.module.css';
import { ClearSign } from '../../shell/clear-sign.tsx';
import { useText } from '../../text/language.ts';
import { regrouped } from '../grouped.ts';
import { useToday } from '../today.ts';
import { readTyped, unread } from '../typed.ts';
import { common, type InputProps } from './input.ts';
import * as css from './typed-input.module.css';

const LONGEST = 100;

interface Props extends InputProps {
  /** A value as it stands in the field. */
  readonly show: (value: string) => string;
  /** A value as it is said below the field while its text still reads otherwise; undefined where that says nothing more. */
  readonly understood: (value: string, text: string) => string | undefined;
  /** Whether digits get their separators as they are typed. */
  readonly groups?: boolean;
  readonly prefix?: ReactNode;
  readonly suffix?: ReactNode;
  readonly clearable?: boolean;
  /** Whether Enter only takes what was typed and does not send the form besides. */
  readonly keepsEnter?: boolean;
  readonly onPress?: () => void;
  readonly onType?: () => void;
}

/**
 * An input whose text is read: what is understood is said below while one types and stands in the field, as it is stored, once it is left; what is not
 * understood stays as it was typed, is said to be wrong once it is left, and is given as it is, so that it is kept and refused wherever values are.
 */
export function TypedInput(props: Props) {
  const { field, currency, value, show, understood, groups, prefix, suffix, clearable, warning } = props;
  const { language } = useText();
  const around = { today: useToday(), currency };
  const below = useId();
  const input = useRef<InputRef>(null);
  const caret = useRef<number>(undefined);
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: unknown }>();
  // What comes from elsewhere, as by undoing, stands in place of what was typed.
  const typing = typed && sameValue(typed.value, value) ? typed : undefined;
  const issue = unread(field, value, around);
  const stored = value === null || value === undefined ? '' : String(value);
  // A number stays well set even where it has too many digits.
  const text = typing?.text ?? (issue && !isDecimal(stored) ? stored : show(stored));
  useLayoutEffect(() => {
    if (caret.current !== undefined) input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  const type = (target: HTMLInputElement, composing: boolean) => {
    const raw = { text: target.value, caret: target.selectionStart ?? target.value.length };
    const next = groups && !composing ? regrouped(text, raw) : raw;
    if (next.text !== raw.text) caret.current = next.caret;
    const reading = readTyped(field, next.text, around);
    const read = 'value' in reading ? reading.value : next.text;
    setTyped({ text: next.text, value: read });
    props.onType?.();
    props.onChange(read);
  };
  const fault = issue && !typing && !props.invalid ? sentence(issue, language) : undefined;
  const said = typing && !issue && stored ? understood(stored, text) : undefined;
  const line = fault ?? (said ? `= ${said}` : warning && !issue ? warning : undefined);
  const tone = fault ? look.bad : said ? css.quiet : css.warning;
  const describedBy = [props.describedBy, line ? below : ''].filter(Boolean).join(' ');
  return (
    <div className={css.typed}>
      <Input
        {...common({ ...props, invalid: (props.invalid ?? false) || fault !== undefined, describedBy })}
        ref={input}
        className={look.wide}
        autoComplete="off"
        maxLength={LONGEST}
        prefix={prefix}
        suffix={suffix}
        allowClear={clearable && !props.disabled ? { clearIcon: <ClearSign /> } : false}
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => type(event.target, (event.nativeEvent as InputEvent).isComposing ?? false)}
        onBlur={() => setTyped(undefined)}
        onClick={props.onPress}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          setTyped(undefined);
          if (props.keepsEnter) event.preventDefault();
        }}
      />
      <div id={below} aria-live="polite" className={line ? `${css.line} ${tone}` : undefined}>
        {line && tone === css.warning && <WarningOutlined aria-hidden className={look.mark} />}
        {line}
      </div>
    </div>
  );
}
