import { type Message, ruleFields } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Flex, Input, Select, Space } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import type { Editing } from './editing.ts';
import { withKeys, withNames } from './message-names.ts';

/** A text in both languages with fields of the record in it; the reader's own language first. */
export function MessageInput({
  editing: { draft, entity },
  id,
  label,
  value,
  rows = 2,
  onChange,
}: {
  editing: Editing;
  id: string;
  label: string;
  value: Message;
  rows?: number;
  onChange: (value: Message) => void;
}) {
  const { t, say, language } = useDesignText();
  const area = useRef<TextAreaRef>(null);
  const fields = ruleFields(draft.app, entity);
  const other = language === 'en' ? 'zh-CN' : 'en';
  const set = (which: typeof language, text: string) => onChange({ ...value, [which]: withKeys(text, fields, which) });
  const insert = (key: string) => {
    const box = area.current?.resizableTextArea?.textArea;
    const shown = withNames(value[language], fields, language);
    const at = box?.selectionStart ?? shown.length;
    const place = withNames(`{${key}}`, fields, language);
    set(language, shown.slice(0, at) + place + shown.slice(at));
  };
  return (
    <Flex vertical gap={4}>
      <Input.TextArea
        ref={area}
        id={id}
        autoSize={{ minRows: rows }}
        maxLength={1000}
        status={value[language] === '' ? 'error' : ''}
        value={withNames(value[language], fields, language)}
        onChange={(event) => set(language, event.target.value)}
      />
      <Space.Compact block>
        <Space.Addon>{other === 'en' ? 'EN' : '中'}</Space.Addon>
        <Input.TextArea
          aria-label={`${label} · ${t('label.other')}`}
          autoSize={{ minRows: 1 }}
          maxLength={1000}
          status={value[other] === '' ? 'error' : ''}
          value={withNames(value[other], fields, other)}
          onChange={(event) => set(other, event.target.value)}
        />
      </Space.Compact>
      <Select
        aria-label={`${label} · ${t('automate.insert')}`}
        className={look.wide}
        value={null}
        placeholder={t('automate.insert')}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map((field) => ({ value: field.key, label: say(field.name) }))}
        onChange={(key: string | null) => key && insert(key)}
      />
    </Flex>
  );
}
