import { HTTP_METHODS, isHeader } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Flex, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import { AddName } from './add-name.tsx';
import { AddressInput } from './address-input.tsx';
import { HeaderInput } from './header-input.tsx';
import { NamedLine, without } from './named-line.tsx';
import { PlaceFaults } from './place-faults.tsx';
import type { StepProps } from './record-steps.tsx';
import { SentInput } from './sent-input.tsx';
import { TakesEditor } from './takes-editor.tsx';

type Props = StepProps<'http'>;

/** A record of names as it is kept: none where it is empty. */
const kept = <T,>(named: Readonly<Record<string, T>>) => (Object.keys(named).length > 0 ? named : undefined);

/** Whom a step asks for what, and what becomes of the answer. */
export function HttpStep(props: Props) {
  const { t } = useDesignText();
  const { editing, node, path, set } = props;
  return (
    <>
      <Property label={t('http.method')} htmlFor={`${path}.method`}>
        <Select
          id={`${path}.method`}
          className={look.wide}
          value={node.method}
          options={HTTP_METHODS.map((each) => ({ value: each, label: each }))}
          onChange={(method) => set({ method, ...(method === 'GET' ? { body: undefined } : {}) })}
        />
      </Property>
      <Property label={t('http.address')} htmlFor={`${path}.url`} help={t('http.addressHelp')}>
        <AddressInput editing={editing} id={`${path}.url`} value={node.url} onChange={(url) => set({ url })} />
        <PlaceFaults faults={editing.draft.faults} path={`${path}.url`} />
      </Property>
      <Headers {...props} />
      {node.method !== 'GET' && <Sent {...props} />}
      {editing.automation.on.kind !== 'deleted' && (
        <Property label={t('http.answer')} help={t('http.answerHelp')}>
          <TakesEditor
            editing={editing}
            takes={node.answer ?? {}}
            path={`${path}.answer`}
            id={`${path}.answer`}
            nameOf={(field) => t('http.answerOf', { field })}
            onChange={(answer) => set({ answer: kept(answer) })}
          />
          <PlaceFaults faults={editing.draft.faults} path={`${path}.answer`} only />
        </Property>
      )}
      <p className={look.quiet}>{t('http.failedHelp')}</p>
    </>
  );
}

function Headers({ editing, node, path, set }: Props) {
  const { t } = useDesignText();
  const headers = node.headers ?? {};
  return (
    <Property label={t('http.headers')} help={t('http.headersHelp', { example: 'Authorization: Bearer {secret:name}' })}>
      <Flex vertical gap={8}>
        {Object.entries(headers).map(([name, value]) => (
          <NamedLine
            key={name}
            name={name}
            htmlFor={`${path}.headers.${name}`}
            remove={t('http.remove', { name })}
            onRemove={() => set({ headers: kept(without(headers, name)) })}
          >
            <HeaderInput
              id={`${path}.headers.${name}`}
              name={name}
              url={node.url}
              value={value}
              onChange={(next) => set({ headers: { ...headers, [name]: next } })}
            />
            <PlaceFaults faults={editing.draft.faults} path={`${path}.headers.${name}`} />
          </NamedLine>
        ))}
        <AddName
          label={t('http.headerAdd')}
          taken={Object.keys(headers)}
          fits={(name) => isHeader(name) && !Object.keys(headers).some((each) => each.toLowerCase() === name.toLowerCase())}
          onAdd={(name) => set({ headers: { ...headers, [name]: '' } })}
        />
      </Flex>
    </Property>
  );
}

/** What a name of what is sent may be. */
const SENT_NAME = /^[^\s.\p{Cc}]{1,100}$/u;

function Sent({ editing, node, path, set }: Props) {
  const { t } = useDesignText();
  const body = node.body ?? {};
  return (
    <Property label={t('http.body')} help={t('http.bodyHelp')}>
      <Flex vertical gap={8}>
        {Object.entries(body).map(([name, value]) => (
          <NamedLine
            key={name}
            name={name}
            htmlFor={`${path}.body.${name}`}
            remove={t('http.remove', { name })}
            onRemove={() => set({ body: kept(without(body, name)) })}
          >
            <SentInput
              editing={editing}
              name={name}
              value={value}
              id={`${path}.body.${name}`}
              onChange={(next) => set({ body: { ...body, [name]: next } })}
            />
            <PlaceFaults faults={editing.draft.faults} path={`${path}.body.${name}`} />
          </NamedLine>
        ))}
        <PlaceFaults faults={editing.draft.faults} path={`${path}.body`} only />
        <AddName
          label={t('http.bodyAdd')}
          taken={Object.keys(body)}
          fits={(name) => SENT_NAME.test(name)}
          onAdd={(name) => set({ body: { ...body, [name]: { var: editing.entity.title } } })}
        />
      </Flex>
    </Property>
  );
}
