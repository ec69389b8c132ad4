import type { ApprovalItem } from '@pipewright/definition';
import { later, Part, useText } from '@pipewright/ui';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import * as css from './approvals.module.css';

const TogetherDialog = later(() => import('./together-dialog.tsx').then((module) => module.TogetherDialog));

/** Says how many approvals are selected, and decides them at once; what became of them is told though the list has none of them any more. */
export function SelectedBar({
  all,
  selected,
  onSelect,
}: {
  /** Those that can be selected. */
  all: readonly ApprovalItem[];
  selected: readonly ApprovalItem[];
  onSelect: (ids: readonly string[]) => void;
}) {
  const { t } = useText();
  const [act, setAct] = useState<'approve' | 'reject'>();
  const count = selected.length;
  return (
    <>
      {all.length > 1 && (
        <div className={css.bar}>
          <Checkbox
            checked={count === all.length}
            indeterminate={count > 0 && count < all.length}
            onChange={({ target }) => onSelect(target.checked ? all.map(({ id }) => id) : [])}
          >
            {count > 0 ? t('approval.selected', { count }) : t('approval.selectAll')}
          </Checkbox>
          {count > 0 && (
            <>
              <Button type="primary" onClick={() => setAct('approve')}>
                {t('approval.together.approve', { count })}
              </Button>
              <Button onClick={() => setAct('reject')}>{t('approval.together.reject', { count })}</Button>
            </>
          )}
        </div>
      )}
      {act && (
        <Part>
          <TogetherDialog
            act={act}
            approvals={selected}
            onClose={(tried) => {
              setAct(undefined);
              if (tried) onSelect([]);
            }}
          />
        </Part>
      )}
    </>
  );
}
