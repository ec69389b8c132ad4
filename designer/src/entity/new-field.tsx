import { addField, type Entity, FIELD_TYPES, type Field, type FieldType, type Label } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { LabelInput } from '../shell/label-input.tsx';
import { Property } from '../shell/property.tsx';
import type { Draft } from '../state/draft.ts';
import { keyFor } from '../state/key.ts';
import { usePinyin } from '../state/pinyin.ts';

const NOTHING: Label = { en: '', 'zh-CN': '' };

/** What a fresh field of a type needs to be usable at once. */
function starter(draft: Draft, type: FieldType): Partial<Field> {
  if (type === 'choice' || type === 'choices') return { options: [{ key: 'option_1', name: { en: 'Option 1', 'zh-CN': '选项 1' } }] };
  if (type === 'reference') return { target: draft.app.entities.find((entity) => !entity.retired)?.key };
  if (type === 'money') return { currency: draft.app.currency };
  return type === 'auto_number' ? { format: 'NO-{00000}' } : {};
}

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
  const { t } = useText();
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
    draft.set(addField(draft.app, entity.key, { key, type, name, ...starter(draft, type) }));
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
