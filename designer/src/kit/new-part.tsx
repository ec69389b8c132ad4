import type { Label } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { keyFor } from '../state/key.ts';
import { usePinyin } from '../state/pinyin.ts';
import { LabelInput } from './label-input.tsx';
import { Property } from './property.tsx';

const NOTHING: Label = { en: '', 'zh-CN': '' };

/** Names a new part; its key is made from the name and can be changed until it is made. */
export function NewPartDialog({
  open,
  title,
  taken,
  onClose,
  onMake,
}: {
  open: boolean;
  title: string;
  taken: ReadonlySet<string>;
  onClose: () => void;
  onMake: (key: string, name: Label) => void;
}) {
  const { t } = useDesignText();
  const romanise = usePinyin();
  const [name, setName] = useState<Label>(NOTHING);
  const [typed, setTyped] = useState<string>();
  const key = typed ?? (name.en ? keyFor(name, taken, romanise) : '');
  const good = name.en !== '' && name['zh-CN'] !== '' && /^[a-z][a-z0-9_]{0,39}$/.test(key) && !taken.has(key);
  const close = () => {
    setName(NOTHING);
    setTyped(undefined);
    onClose();
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={t('action.add')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !good }}
      onCancel={close}
      onOk={() => {
        onMake(key, name);
        close();
      }}
      destroyOnHidden
    >
      <Property label={t('design.name')} htmlFor="part_name">
        <LabelInput id="part_name" value={name} onChange={setName} />
      </Property>
      <Property label={t('design.key')} htmlFor="part_key" help={t(taken.has(key) ? 'design.keyTaken' : 'design.keyHelp')}>
        <Input id="part_key" value={key} onChange={(event) => setTyped(event.target.value)} />
      </Property>
    </Modal>
  );
}
