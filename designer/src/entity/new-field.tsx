import { addField, type Entity, FIELD_TYPES, type FieldType, type Label, newField } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import { keyFor } from '../state/key.ts';
import { usePinyin } from '../state/pinyin.ts';

const NOTHING: Label = { en: '', 'zh-CN': '' };

/** Adds a field: name and kind; the rest is set in its properties. */
export function NewFieldDialog({
  open,
  draft,
  entity,
  onClose,
  onMade,
}: {
  open: boolean;
  draft: Draft;
  entity: Entity;
  onClose: () => void;
  onMade: (key: string) => void;
}) {
  const { t } = useDesignText();
  const romanise = usePinyin();
  const [name, setName] = useState<Label>(NOTHING);
  const [type, setType] = useState<FieldType>('text');
  const [typed, setTyped] = useState<string>();
  const taken = draft.taken(`entities.${entity.key}.fields`);
  const key = typed ?? (name.en ? keyFor(name, taken, romanise) : '');
  const good = name.en !== '' && name['zh-CN'] !== '' && /^[a-z][a-z0-9_]{0,39}$/.test(key) && !taken.has(key);
  const close = () => {
    setName(NOTHING);
    setTyped(undefined);
    setType('text');
    onClose();
  };
  const make = () => {
    draft.set(addField(draft.app, entity.key, newField(draft.app, key, type, name)));
    onMade(key);
    close();
  };
  return (
    <Modal
      open={open}
      title={t('design.addField')}
      okText={t('action.add')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !good }}
      onCancel={close}
      onOk={make}
      destroyOnHidden
    >
      <Property label={t('design.name')} htmlFor="field_name">
        <LabelInput id="field_name" value={name} onChange={setName} />
      </Property>
      <Property label={t('design.type')} htmlFor="field_type">
        <Select
          id="field_type"
          className={look.wide}
          value={type}
          onChange={setType}
          showSearch={{ optionFilterProp: 'label' }}
          options={FIELD_TYPES.map((each) => ({ value: each, label: t(`type.${each}`) }))}
        />
      </Property>
      <Property label={t('design.key')} htmlFor="field_key" help={t(taken.has(key) ? 'design.keyTaken' : 'design.keyHelp')}>
        <Input id="field_key" value={key} onChange={(event) => setTyped(event.target.value)} />
      </Property>
    </Modal>
  );
}
