import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Segmented } from 'antd';
import { RuleGroupBodyComponents, type RuleGroupProps, useRuleGroup } from 'react-querybuilder';
import { useText } from '../text/language.ts';
import * as css from './condition.module.css';
import { COMBINATORS, type Combinator } from './tree.ts';

const TONES: Readonly<Record<Combinator, string>> = { all: '', any: css.any, none: css.none };

/** A group of a condition: how its parts hold together, the parts, and what adds to them. */
export function ConditionGroupBox(props: RuleGroupProps) {
  const { t } = useText();
  const group = useRuleGroup(props);
  const combinator = group.combinator as Combinator;
  const inner = group.path.length > 0;
  const empty = group.ruleGroup.rules.length === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as the groups of a condition are
    <div
      role="group"
      aria-label={t(`filter.says.${combinator}`)}
      className={inner ? `${css.group} ${TONES[combinator]}` : css.root}
      data-conditions
    >
      {(inner || !empty) && (
        <Flex gap={8} justify="space-between" align="center">
          <Segmented
            aria-label={t('filter.combinator')}
            value={combinator}
            onChange={(next) => group.onCombinatorChange(next)}
            options={COMBINATORS.map((each) => ({ value: each, label: t(`filter.${each}`) }))}
          />
          {inner && <Button type="text" icon={<DeleteOutlined />} aria-label={t('filter.removeGroup')} onClick={group.removeGroup} />}
        </Flex>
      )}
      {!empty && (
        <div className={css.parts}>
          <RuleGroupBodyComponents {...group} />
        </div>
      )}
      <Flex gap={4} wrap data-more>
        <Button type="dashed" icon={<PlusOutlined />} disabled={group.schema.fields.length === 0} onClick={group.addRule}>
          {t('filter.add')}
        </Button>
        {group.path.length < group.schema.maxLevels && (
          <Button type="text" icon={<PlusOutlined />} disabled={group.schema.fields.length === 0} onClick={group.addGroup}>
            {t('filter.addGroup')}
          </Button>
        )}
      </Flex>
    </div>
  );
}
