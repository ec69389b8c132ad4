import { hostOfAddress } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Flex, Input, type InputRef, Select } from 'antd';
import { useRef } from 'react';
import { useSecrets } from './use-secrets.ts';

/** The value of a header: words, and secrets by their names, of which those are offered that the host may be told. */
export function HeaderInput({
  id,
  name,
  url,
  value,
  onChange,
}: {
  id: string;
  name: string;
  url: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useDesignText();
  const box = useRef<InputRef>(null);
  const host = hostOfAddress(url);
  const secrets = useSecrets()?.secrets.filter(({ hosts }) => hosts.includes(host)) ?? [];
  const insert = (secret: string) => {
    const at = box.current?.input?.selectionStart ?? value.length;
    onChange(`${value.slice(0, at)}{secret:${secret}}${value.slice(at)}`);
  };
  return (
    <Flex vertical gap={4}>
      <Input
        ref={box}
        id={id}
        aria-label={t('http.value', { name })}
        maxLength={2000}
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <Select
        aria-label={`${name} · ${t('http.secretInsert')}`}
        className={look.wide}
        value={null}
        placeholder={t(secrets.length > 0 ? 'http.secretInsert' : 'http.secretNone')}
        disabled={secrets.length === 0}
        options={secrets.map((each) => ({ value: each.name, label: each.name }))}
        onChange={(secret: string | null) => secret && insert(secret)}
      />
    </Flex>
  );
}
