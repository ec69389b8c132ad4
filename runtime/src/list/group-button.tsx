import { GroupOutlined } from '@ant-design/icons';
import { useText } from '@pipewright/ui';
import { Button, Dropdown, type MenuProps } from 'antd';
import { UNGROUPED } from '../data/list-ask.ts';
import type { ShownList } from './use-list.ts';

/** What can be chosen to make groups of a list by, those of its columns first; and where it has groups, to have none, to fold and to unfold all. */
export function groupItems(
  { group, groupFields, columns, groupBy, foldAll }: ShownList,
  { t, say }: Pick<ReturnType<typeof useText>, 't' | 'say'>,
) {
  const item = ({ key, name }: (typeof groupFields)[number]) => ({ key, label: say(name) });
  const [shown, others] = [true, false].map((on) => groupFields.filter(({ key }) => columns.includes(key) === on).map(item));
  const line = { type: 'divider' as const };
  const acts: Readonly<Record<string, () => void>> = {
    [UNGROUPED]: () => groupBy(undefined),
    [FOLD]: () => foldAll(true),
    [UNFOLD]: () => foldAll(false),
  };
  const own = group
    ? [
        { key: UNGROUPED, label: t('group.none') },
        { key: FOLD, label: t('group.foldAll') },
        { key: UNFOLD, label: t('group.unfoldAll') },
        line,
      ]
    : [];
  return {
    items: [...own, ...(shown ?? []), line, ...(others ?? [])] as NonNullable<MenuProps['items']>,
    onClick: ({ key }: { key: string }) => (acts[key] ?? (() => groupBy(key)))(),
    selectedKeys: group ? [group.key] : [],
    style: { maxHeight: 400, overflow: 'auto' },
  };
}

const FOLD = ':fold';
const UNFOLD = ':unfold';

/** Puts the records of a list into groups by the values of a field. */
export function GroupButton({ shown }: { shown: ShownList }) {
  const text = useText();
  const { group, groupFields } = shown;
  if (groupFields.length === 0) return null;
  return (
    <Dropdown trigger={['click']} menu={groupItems(shown, text)}>
      <Button icon={<GroupOutlined />}>{group ? text.t('group.by', { name: text.mid(group.name) }) : text.t('group.act')}</Button>
    </Dropdown>
  );
}
