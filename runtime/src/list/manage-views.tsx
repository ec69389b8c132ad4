import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import type { OwnView } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Input, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { AudienceSelect } from './audience-select.tsx';

/** The views that a person may change: their names, who sees them, their order, and their end. Each change is kept at once. */
export function ManageViews({
  open,
  views,
  onClose,
  onGone,
}: {
  open: boolean;
  views: readonly OwnView[];
  onClose: () => void;
  /** Told which view is no more. */
  onGone: (id: string) => void;
}) {
  const { key: app, role } = useApp();
  const { t, say, language } = useText();
  const queries = useQueryClient();
  const [fault, setFault] = useState<string>();
  const done = async (change: () => Promise<unknown>) => {
    setFault(undefined);
    try {
      await change();
    } catch (error) {
      setFault((error as Error).message);
    }
    await queries.invalidateQueries({ queryKey: ['views', app] });
  };
  const change = ({ id, view, audience }: OwnView, patch: Partial<Pick<OwnView, 'view' | 'audience'>>) =>
    done(() => call('changeView', { app, id, body: { view, audience, ...patch } }));
  const rename = (each: OwnView, name: string) => {
    if (name.trim() === '' || name === say(each.view.name)) return;
    void change(each, { view: { ...each.view, name: { ...each.view.name, [language]: name } } });
  };
  const move = (at: number, way: 1 | -1) => {
    const ids = views.map(({ id }) => id);
    const [moved = ''] = ids.splice(at, 1);
    ids.splice(at + way, 0, moved);
    void done(() => call('orderViews', { app, body: { ids } }));
  };
  return (
    <Modal
      open={open}
      title={t('view.manage')}
      footer={<Button onClick={onClose}>{t('bulk.close')}</Button>}
      onCancel={onClose}
      destroyOnHidden
    >
      {fault && <Alert type="error" role="alert" title={fault} className={look.note} />}
      <ul className={look.plain}>
        {views.map((each, i) => {
          const name = say(each.view.name);
          return (
            <li key={each.id} className={look.note}>
              <Flex gap={8} align="center">
                <Input
                  key={name}
                  defaultValue={name}
                  maxLength={60}
                  aria-label={t('view.renameOf', { name })}
                  className={look.rest}
                  onBlur={({ target }) => rename(each, target.value)}
                  onPressEnter={({ currentTarget }) => currentTarget.blur()}
                />
                {role.admin && (
                  <span className={look.roomy}>
                    <AudienceSelect
                      label={t('view.audienceOf', { name })}
                      value={each.audience}
                      onChange={(audience) => void change(each, { audience })}
                    />
                  </span>
                )}
                <Button
                  type="text"
                  icon={<ArrowUpOutlined />}
                  disabled={i === 0}
                  aria-label={t('view.up', { name })}
                  onClick={() => move(i, -1)}
                />
                <Button
                  type="text"
                  icon={<ArrowDownOutlined />}
                  disabled={i === views.length - 1}
                  aria-label={t('view.down', { name })}
                  onClick={() => move(i, 1)}
                />
                <Popconfirm
                  title={t('view.remove')}
                  okText={t('action.delete')}
                  cancelText={t('action.cancel')}
                  onConfirm={() => done(() => call('deleteView', { app, id: each.id })).then(() => onGone(each.id))}
                >
                  <Button type="text" danger icon={<DeleteOutlined />} aria-label={t('view.removeOf', { name })} />
                </Popconfirm>
              </Flex>
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}
