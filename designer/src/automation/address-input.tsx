import { hostOfAddress } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Flex, Input, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import type { Editing } from './editing.ts';
import { withKeys, withNames } from './message-names.ts';
import { sentFields } from './sent-input.tsx';
import { useSecrets } from './use-secrets.ts';

/** The address of a request with fields of the record in it, and whether it may be asked at all. */
export function AddressInput({
  editing: { draft, entity },
  id,
  value,
  onChange,
}: {
  editing: Editing;
  id: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t, say, language } = useDesignText();
  const area = useRef<TextAreaRef>(null);
  const settings = useSecrets();
  const fields = sentFields(draft.app, entity);
  const shown = withNames(value, fields, language);
  const host = hostOfAddress(value);
  // Nothing but one line is an address.
  const set = (text: string) => onChange(withKeys(text.replace(/[\r\n]/g, ''), fields, language));
  const insert = (key: string) => {
    const at = area.current?.resizableTextArea?.textArea.selectionStart ?? shown.length;
    set(`${shown.slice(0, at)}{${key}}${shown.slice(at)}`);
  };
  return (
    <Flex vertical gap={4}>
      <Input.TextArea
        ref={area}
        id={id}
        autoSize={{ minRows: 1 }}
        maxLength={2000}
        spellCheck={false}
        value={shown}
        onChange={({ target }) => set(target.value)}
      />
      <Select
        aria-label={`${t('http.address')} · ${t('automate.insert')}`}
        className={look.wide}
        value={null}
        placeholder={t('automate.insert')}
        showSearch={{ optionFilterProp: 'label' }}
        options={[{ value: 'id', label: t('http.id') }, ...fields.map((field) => ({ value: field.key, label: say(field.name) }))]}
        onChange={(key: string | null) => key && insert(key)}
      />
      {settings && host !== '' && !settings.hosts.includes(host) && (
        <div role="status" className={look.bad}>
          {t('http.host', { host })} <a href="#secrets">{t('http.hostAdd')}</a>
        </div>
      )}
      {settings && !settings.open && /^http:/i.test(value) && (
        <div role="status" className={look.bad}>
          {t('http.plain')}
        </div>
      )}
    </Flex>
  );
}
