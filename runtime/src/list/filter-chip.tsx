import type { Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { ConditionBuilder, look, useText } from '@pipewright/ui';
import { Button, Popover, Tag } from 'antd';
import { useState } from 'react';
import { useConditionDraft } from './use-condition-draft.ts';

/** What a chip of a filter says and how it is changed. */
export interface ChipProps {
  readonly fields: readonly Field[];
  /** The line of the filter that the chip says. */
  readonly rule: Rule;
  readonly currency: string;
  readonly nameOf: (id: string) => string | undefined;
  /** Told the line as it is now; undefined where nothing of it is left. */
  readonly onChange: (rule: Rule | undefined) => void;
}

/** A line of a filter in words: pressed, it is changed where it stands; its cross takes it away. */
export function FilterChip({ words, ...props }: ChipProps & { words: string }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Editor
          {...props}
          onChange={(rule) => {
            setOpen(false);
            props.onChange(rule);
          }}
        />
      }
    >
      <Tag
        className={look.sentence}
        closable={{ 'aria-label': t('filter.remove') }}
        onClose={(event) => {
          event.preventDefault();
          event.stopPropagation();
          props.onChange(undefined);
        }}
      >
        <button type="button" className={look.bare} title={t('filter.change')}>
          {words}
        </button>
      </Tag>
    </Popover>
  );
}

function Editor({ fields, rule, currency, nameOf, onChange }: ChipProps) {
  const { t } = useText();
  const { lines, setDraft, applyDraft } = useConditionDraft(rule, onChange);
  return (
    <div ref={lines} className={look.narrow}>
      <ConditionBuilder fields={fields} rule={rule} currency={currency} nameOf={nameOf} onChange={setDraft} />
      <div className={look.after}>
        <Button type="primary" onClick={applyDraft}>
          {t('filter.apply')}
        </Button>
      </div>
    </div>
  );
}
