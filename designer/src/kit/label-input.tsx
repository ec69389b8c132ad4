import type { Label } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Flex, Input, Space } from 'antd';

/** A label in both languages, the reader's own first. Where the other was the same or empty it follows along. */
export function LabelInput({
  value,
  id,
  label,
  onChange,
}: {
  value: Label;
  id: string;
  /** Read by screen readers where no visible label belongs to the input. */
  label?: string;
  onChange: (label: Label) => void;
}) {
  const { t, language } = useDesignText();
  const other = language === 'en' ? 'zh-CN' : 'en';
  const set = (text: string) =>
    onChange({
      ...value,
      [language]: text,
      ...(value[other] === value[language] || value[other] === '' ? { [other]: text } : {}),
    } as Label);
  return (
    <Flex vertical gap={4}>
      <Input
        id={id}
        {...(label ? { 'aria-label': label } : {})}
        value={value[language]}
        maxLength={200}
        status={value[language] === '' ? 'error' : ''}
        onChange={(event) => set(event.target.value)}
      />
      <Space.Compact block>
        <Space.Addon>{other === 'en' ? 'EN' : '中'}</Space.Addon>
        <Input
          aria-label={label ? `${label} · ${t('label.other')}` : t('label.other')}
          value={value[other]}
          maxLength={200}
          status={value[other] === '' ? 'error' : ''}
          onChange={(event) => onChange({ ...value, [other]: event.target.value })}
        />
      </Space.Compact>
    </Flex>
  );
}
