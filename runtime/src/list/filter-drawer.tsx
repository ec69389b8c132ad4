import type { Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { ConditionBuilder, useText } from '@pipewright/ui';
import { Button, Drawer, Flex } from 'antd';
import { useConditionDraft } from './use-condition-draft.ts';

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
  const apply = (next: Rule | undefined) => {
    onApply(next);
    onClose();
  };
  const { lines, setDraft, applyDraft } = useConditionDraft(rule, apply);
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
          <Button type="primary" onClick={applyDraft}>
            {t('filter.apply')}
          </Button>
        </Flex>
      }
    >
      <div ref={lines}>
        <ConditionBuilder fields={fields} rule={rule} currency={currency} {...(nameOf ? { nameOf } : {})} onChange={setDraft} />
      </div>
    </Drawer>
  );
}
