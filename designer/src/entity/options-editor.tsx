import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { COLORS, type Reason, reorder } from '@pipewright/definition';
import { Badge, look, Panel, type TextKey, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select } from 'antd';
import type { ReactNode } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import * as css from './entity.module.css';

const OPTION: Words = { list: 'design.options', add: 'design.addOption', en: 'Option', zh: '选项', key: 'option' };

/** What a list of options is called: its head, the button that adds to it, and what a new one is named. */
export interface Words {
  readonly list: TextKey;
  readonly add: TextKey;
  readonly en: string;
  readonly zh: string;
  readonly key: string;
}

/** The options of a choice: names, colours, order. An option that was published is retired rather than removed. */
export function OptionsEditor({
  options,
  isPublished,
  words = OPTION,
  taken = new Set(),
  plain = false,
  onChange,
  onRemove,
  more,
}: {
  options: readonly Reason[];
  isPublished: (key: string) => boolean;
  words?: Words;
  /** Keys that others have besides. */
  taken?: ReadonlySet<string>;
  /** A plain list has no colours, and may be empty. */
  plain?: boolean;
  onChange: (options: Reason[]) => void;
  /** Called with the option that is to go and those that are left. */
  onRemove: (option: Reason, left: Reason[]) => void;
  /** What else is said of an option, below its name. */
  more?: (option: Reason, set: (next: Reason) => void) => ReactNode;
}) {
  const { t } = useDesignText();
  const set = (index: number, patch: Partial<Reason>) =>
    onChange(options.map((option, i) => (i === index ? { ...option, ...patch } : option)));
  const add = () => {
    let n = options.length + 1;
    while (taken.has(`${words.key}_${n}`) || options.some((option) => option.key === `${words.key}_${n}`)) n += 1;
    onChange([...options, { key: `${words.key}_${n}`, name: { en: `${words.en} ${n}`, 'zh-CN': `${words.zh} ${n}` } }]);
  };
  const remove = (index: number) => {
    const option = options[index];
    if (!option) return;
    if (!isPublished(option.key))
      return onRemove(
        option,
        options.filter((_, i) => i !== index),
      );
    const { retired, ...rest } = option;
    const turned = options.map((each, i) => (i === index ? (retired ? rest : { ...rest, retired: true as const }) : each));
    return retired ? onChange(turned) : onRemove(option, turned);
  };
  return (
    <Property label={t(words.list)}>
      <Flex vertical gap={8}>
        {options.map((option, i) => (
          <Panel key={option.key} size="small" className={option.retired ? css.gone : ''}>
            <LabelInput
              id={`option_${option.key}`}
              label={`${t(words.list)} ${i + 1}`}
              value={option.name}
              onChange={(name) => set(i, { name })}
            />
            {more?.(option, (next) => onChange(options.map((each, j) => (j === i ? next : each))))}
            <Flex gap={4} className={look.after}>
              {plain ? (
                <span className={`${look.rest} ${look.small}`}>{option.retired && t('design.reasonRetired')}</span>
              ) : (
                <Select
                  aria-label={t('design.color')}
                  className={look.rest}
                  value={option.color ?? 'grey'}
                  onChange={(color) => set(i, { color })}
                  options={COLORS.map((value) => ({ value, label: <Badge color={value}>{t(`color.${value}`)}</Badge> }))}
                />
              )}
              <Button
                type="text"
                icon={<ArrowUpOutlined />}
                aria-label={t('action.up')}
                disabled={i === 0}
                onClick={() => onChange(reorder(options, i, i - 1))}
              />
              <Button
                type="text"
                icon={<ArrowDownOutlined />}
                aria-label={t('action.down')}
                disabled={i === options.length - 1}
                onClick={() => onChange(reorder(options, i, i + 1))}
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t(option.retired ? 'design.restoreField' : 'action.delete')}
                disabled={!plain && options.length === 1}
                onClick={() => remove(i)}
              />
            </Flex>
          </Panel>
        ))}
        <Button icon={<PlusOutlined />} onClick={add}>
          {t(words.add)}
        </Button>
      </Flex>
    </Property>
  );
}
