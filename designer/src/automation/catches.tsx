import { look, useDesignText } from '@pipewright/ui';
import { Checkbox } from 'antd';

/** Whether a step that waits for other runs goes on by a way of its own where not all of them succeed. */
export function Catches({ value, onChange }: { value: true | undefined; onChange: (value: true | undefined) => void }) {
  const { t } = useDesignText();
  return (
    <div className={look.note}>
      <Checkbox checked={value === true} onChange={({ target }) => onChange(target.checked || undefined)}>
        {t('automate.catches')}
      </Checkbox>
      {value !== true && <div className={look.aside}>{t('automate.catchesHelp')}</div>}
    </div>
  );
}
