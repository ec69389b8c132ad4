import { DeleteOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import { useText, ViewSwitch } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button } from 'antd';
import { useApp } from '../data/app-context.ts';
import type { ShownList } from './use-list.ts';

/** No view has such a key. */
const BIN = ':bin';

/** The saved views of a list, and the recycle bin after them; one of a person's own can be removed. */
export function ListViews({ shown: { search, view, views, set } }: { shown: ShownList }) {
  const { key } = useApp();
  const { t, say } = useText();
  const { modal, message } = AntApp.useApp();
  const queries = useQueryClient();
  const remove = (id: string) =>
    modal.confirm({
      title: t('view.remove'),
      okText: t('action.delete'),
      cancelText: t('action.cancel'),
      onOk: async () => {
        try {
          await call('deleteView', { app: key, id });
        } catch (error) {
          return void message.error((error as Error).message);
        }
        await queries.invalidateQueries({ queryKey: ['views', key] });
        set({ view: undefined });
        void message.success(t('view.removed'));
      },
    });
  const own = search.deleted ? undefined : view?.own;
  return (
    <ViewSwitch
      label={t('list.views')}
      value={search.deleted ? BIN : (view?.key ?? '')}
      onChange={(next) => set(next === BIN ? { deleted: true } : { view: next, deleted: undefined, sort: undefined, columns: undefined })}
      items={[
        ...views.map((each) => ({ key: each.key, label: say(each.name) })),
        { key: BIN, label: t('list.deleted'), icon: <DeleteOutlined /> },
      ]}
      extra={own ? <Button type="text" icon={<DeleteOutlined />} aria-label={t('view.remove')} onClick={() => remove(own)} /> : null}
    />
  );
}
