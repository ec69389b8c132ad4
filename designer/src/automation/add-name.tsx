import { PlusOutlined } from '@ant-design/icons';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Input, Space } from 'antd';
import { useState } from 'react';

/** Adds something under a name that is typed; not one that is there already. */
export function AddName({
  label,
  taken,
  fits = () => true,
  onAdd,
}: {
  label: string;
  taken: readonly string[];
  fits?: (name: string) => boolean;
  onAdd: (name: string) => void;
}) {
  const { t } = useDesignText();
  const [name, setName] = useState('');
  const wanted = name.trim();
  const good = wanted !== '' && fits(wanted) && !taken.includes(wanted);
  const add = () => {
    if (!good) return;
    onAdd(wanted);
    setName('');
  };
  return (
    <Space.Compact className={look.wide}>
      <Input
        aria-label={label}
        placeholder={label}
        maxLength={100}
        value={name}
        status={wanted !== '' && !good ? 'error' : ''}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={add}
      />
      <Button icon={<PlusOutlined />} aria-label={`${t('action.add')}: ${label}`} disabled={!good} onClick={add} />
    </Space.Compact>
  );
}
