import { DeleteOutlined, InboxOutlined, SettingOutlined } from '@ant-design/icons';
import { laterOpened, useText, ViewSwitch } from '@pipewright/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { POOL } from '../data/list-ask.ts';
import { hasPool } from '../data/reach.ts';
import type { ShownList } from './use-list.ts';

const ManageViews = laterOpened(() => import('./manage-views.tsx').then((module) => module.ManageViews));

/** No view has such a key. */
const BIN = ':bin';

/** The views of a list, and the recycle bin after them; those that a person may change can be arranged. */
export function ListViews({ shown: { entity, search, view, views, set } }: { shown: ShownList }) {
  const pool = hasPool(useApp(), entity);
  const { t, say } = useText();
  const [managing, setManaging] = useState(false);
  const own = views.flatMap(({ kept }) => (kept?.mine ? [kept] : []));
  return (
    <>
      <ViewSwitch
        label={t('list.views')}
        value={search.deleted ? BIN : (view?.key ?? '')}
        onChange={(next) =>
          set(next === BIN ? { deleted: true } : { view: next, deleted: undefined, sort: undefined, columns: undefined, group: undefined })
        }
        items={[
          ...views.map((each) => ({ key: each.key, label: say(each.name) })),
          ...(pool ? [{ key: POOL, label: t('pool.title'), icon: <InboxOutlined /> }] : []),
          { key: BIN, label: t('list.deleted'), icon: <DeleteOutlined /> },
        ]}
        extra={
          own.length > 0 && (
            <Button
              type="text"
              icon={<SettingOutlined />}
              aria-label={t('view.manage')}
              title={t('view.manage')}
              onClick={() => setManaging(true)}
            />
          )
        }
      />
      <ManageViews
        open={managing}
        views={own}
        onClose={() => setManaging(false)}
        onGone={(id) => {
          if (search.view === id) set({ view: undefined });
          if (own.length === 1) setManaging(false);
        }}
      />
    </>
  );
}
