import { type Entity, hasTrait, isGiven } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Button, Flex, Input, Modal } from 'antd';
import { useState } from 'react';

/** Where the values of an import come from, as the server takes it. */
export interface Mapping {
  readonly targets: Readonly<
    Record<string, { readonly column: string; readonly values?: Readonly<Record<string, string | null>> } | { readonly value: string }>
  >;
  readonly baseline?: boolean;
  /** Rows that only look like duplicates are taken all the same. */
  readonly duplicates?: 'accepted' | undefined;
}

/** The targets that say when something happened, which only a baseline import may. */
export const PAST_TARGETS = ['closed_on', 'valid_at'] as const;

/** A mapping that brings in the past, or one that does not and says nothing of it. */
export function withBaseline({ targets }: Mapping, baseline: boolean): Mapping {
  const now = Object.entries(targets).filter(([target]) => !PAST_TARGETS.some((past) => past === target));
  return baseline ? { targets, baseline } : { targets: Object.fromEntries(now) };
}

/** Fields whose key or name a column carries. */
export function guessTargets(entity: Entity, columns: readonly string[]): Mapping['targets'] {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');
  const guesses = entity.fields
    .filter((field) => !field.retired && isGiven(field) && !hasTrait(field, 'files'))
    .flatMap((field) => {
      const column = columns.find((name) => [field.key, field.name.en, field.name['zh-CN']].map(plain).includes(plain(name)));
      return column ? [[field.key, { column }] as const] : [];
    });
  return Object.fromEntries(guesses);
}

/** Translates values of the file, such as `GTXPro` into `GTX Pro`. */
export function ValueMap({
  label,
  source,
  onChange,
}: {
  label: string;
  source: { column: string; values?: Readonly<Record<string, string | null>> };
  onChange: (source: { column: string; values?: Record<string, string | null> }) => void;
}) {
  const { t } = useText();
  const [lines, setLines] = useState<[string, string][]>();
  const count = Object.keys(source.values ?? {}).length;
  const set = (i: number, side: 0 | 1, text: string) =>
    setLines(lines?.map((line, j) => (i === j ? (side === 0 ? [text, line[1]] : [line[0], text]) : line)));
  const save = () => {
    const values = Object.fromEntries((lines ?? []).filter(([from]) => from !== '').map(([from, to]) => [from, to === '' ? null : to]));
    onChange(Object.keys(values).length > 0 ? { column: source.column, values } : { column: source.column });
    setLines(undefined);
  };
  return (
    <>
      <Button
        size="small"
        onClick={() => setLines([...Object.entries(source.values ?? {}).map(([from, to]): [string, string] => [from, to ?? '']), ['', '']])}
      >
        {count > 0 ? t('import.translated', { count }) : t('import.translate')}
      </Button>
      <Modal
        open={lines !== undefined}
        title={`${t('import.translate')}: ${label}`}
        okText={t('action.ok')}
        cancelText={t('action.cancel')}
        onOk={save}
        onCancel={() => setLines(undefined)}
      >
        <p>{t('import.translateLead')}</p>
        <Flex vertical gap={6}>
          {lines?.map(([from, to], i) => (
            <Flex key={i} gap={6}>
              <Input
                aria-label={t('import.from')}
                placeholder={t('import.from')}
                value={from}
                onChange={(event) => set(i, 0, event.target.value)}
              />
              <Input
                aria-label={t('import.to')}
                placeholder={t('import.to')}
                value={to}
                onChange={(event) => set(i, 1, event.target.value)}
              />
            </Flex>
          ))}
          <Button onClick={() => setLines([...(lines ?? []), ['', '']])}>{t('import.line')}</Button>
        </Flex>
      </Modal>
    </>
  );
}
