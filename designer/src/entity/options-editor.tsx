import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { COLORS, type Option, reorder } from '@pipewright/definition';
import { Badge, useText } from '@pipewright/ui';
import { Button, Card, Flex, Select } from 'antd';
import { LabelInput } from '../shell/label-input.tsx';
import { Property } from '../shell/property.tsx';

/** The options of a choice: names, colours, order. An option that was published is retired rather than removed. */
export function OptionsEditor({
  options,
  isPublished,
  taken,
  onChange,
}: {
  options: readonly Option[];
  isPublished: boolean;
  taken: ReadonlySet<string>;
  onChange: (options: Option[]) => void;
}) {
  const { t } = useText();
  const set = (index: number, patch: Partial<Option>) =>
    onChange(options.map((option, i) => (i === index ? { ...option, ...patch } : option)));
  const add = () => {
    let n = options.length + 1;
    while (taken.has(`option_${n}`)) n += 1;
    onChange([...options, { key: `option_${n}`, name: { en: `Option ${n}`, 'zh-CN': `选项 ${n}` } }]);
  };
  const remove = (index: number) => {
    const option = options[index];
    if (!option) return;
    if (!isPublished) return onChange(options.filter((_, i) => i !== index));
    const { retired, ...rest } = option;
    onChange(options.map((each, i) => (i === index ? (retired ? rest : { ...rest, retired: true as const }) : each)));
  };
  return (
    <Property label={t('design.options')}>
      <Flex vertical gap={8}>
        {options.map((option, i) => (
          <Card key={option.key} size="small" style={{ opacity: option.retired ? 0.7 : 1 }}>
            <LabelInput id={`option_${option.key}`} value={option.name} onChange={(name) => set(i, { name })} />
            <Flex gap={4} style={{ marginTop: 6 }}>
              <Select
                aria-label={t('design.color')}
                style={{ flex: 1 }}
                value={option.color ?? 'grey'}
                onChange={(color) => set(i, { color })}
                options={COLORS.map((value) => ({ value, label: <Badge color={value}>{t(`color.${value}`)}</Badge> }))}
              />
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
                disabled={options.length === 1}
                onClick={() => remove(i)}
              />
            </Flex>
          </Card>
        ))}
        <Button icon={<PlusOutlined />} onClick={add}>
          {t('design.addOption')}
        </Button>
      </Flex>
    </Property>
  );
}
