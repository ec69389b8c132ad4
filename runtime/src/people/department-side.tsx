import { DownOutlined, PlusOutlined } from '@ant-design/icons';
import { look, Panel, useText } from '@pipewright/ui';
import { Button, Grid } from 'antd';
import { type ComponentProps, useState } from 'react';
import { DepartmentTree } from './department-tree.tsx';

/** The departments beside the people; on a phone a line that says whose people are shown, and unfolds to choose others. */
export function DepartmentSide({ onAdd, ...tree }: ComponentProps<typeof DepartmentTree> & { onAdd: () => void }) {
  const { t } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const [unfolded, setUnfolded] = useState(false);
  const { departments, chosen, onChoose } = tree;
  if (!wide && !unfolded)
    return (
      <Button block icon={<DownOutlined />} iconPlacement="end" aria-expanded={false} onClick={() => setUnfolded(true)}>
        <span className={`${look.rest} ${look.clipped}`}>
          {t('people.departments')} · {departments.find(({ id }) => id === chosen)?.name ?? t('people.everybody')}
        </span>
      </Button>
    );
  const choose = (id: string | undefined) => {
    setUnfolded(false);
    onChoose(id);
  };
  const add = <Button type="text" size="small" icon={<PlusOutlined />} aria-label={t('people.addDepartment')} onClick={onAdd} />;
  return (
    <Panel size="small" title={t('people.departments')} actions={add}>
      <DepartmentTree {...tree} onChoose={choose} />
    </Panel>
  );
}
