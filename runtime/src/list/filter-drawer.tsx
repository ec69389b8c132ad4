import type { Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { ConditionBuilder, useText } from '@pipewright/ui';
import { Button, Drawer, Flex } from 'antd';
import { useState } from 'react';

/** The filter of a list or board, built by clicking. */
export function FilterDrawer({
  open,
  fields,
  rule,
  currency,
  nameOf,
  onClose,
  onApply,
}: {
  open: boolean;
  fields: readonly Field[];
  rule: Rule | undefined;
  currency: string;
  /** What the ids in the filter are called. */
  nameOf?: (id: string) => string | undefined;
  onClose: () => void;
  onApply: (rule: Rule | undefined) => void;
}) {
  const { t } = useText();
  const [draft, setDraft] = useState<Rule | undefined>(rule);
  const apply = (next: Rule | undefined) => {
    onApply(next);
    onClose();
  };
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={560}
      title={t('list.filter')}
      destroyOnHidden
      afterOpenChange={(shown) => shown && setDraft(rule)}
      footer={
        <Flex gap={8} justify="end">
          <Button onClick={() => apply(undefined)}>{t('filter.clear')}</Button>
          <Button type="primary" onClick={() => apply(draft)}>
            {t('filter.apply')}
          </Button>
        </Flex>
      }
    >
      <ConditionBuilder fields={fields} rule={rule} currency={currency} {...(nameOf ? { nameOf } : {})} onChange={setDraft} />
    </Drawer>
  );
}
