import { EditOutlined } from '@ant-design/icons';
import { type App, type Entity, fieldsOf, isDerived, type RowScope, SCOPES } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { ConditionBuilder, look, ruleInWords, useDesignText } from '@pipewright/ui';
import { Button, Drawer, Flex, Select } from 'antd';
import { useState } from 'react';
import * as css from './role.module.css';

/** Which records a role reaches: by whose they are, or by a condition of its own, which is built beside the matrix. */
export function RowScopeSelect({
  app,
  entity,
  act,
  value,
  onChange,
}: {
  app: App;
  entity: Entity;
  act: 'read' | 'update' | 'delete';
  value: RowScope;
  onChange: (value: RowScope) => void;
}) {
  const { t, say, language } = useDesignText();
  const what = { entity: say(entity.name), act: t(`design.act.${act}`) };
  const label = `${what.entity} ${what.act}`;
  const [building, setBuilding] = useState(false);
  const [built, setBuilt] = useState<Rule>();
  const rule = typeof value === 'object' ? value.rule : undefined;
  // Such a condition sees the record itself and who asks, not what it refers to: it stands under every query.
  const fields = fieldsOf(entity).filter((field) => !isDerived(field));
  const start = () => {
    setBuilt(rule);
    setBuilding(true);
  };
  return (
    <>
      <Flex gap={2}>
        <Select<string>
          aria-label={label}
          className={css.scope}
          value={rule === undefined ? (value as string) : 'rule'}
          options={[...SCOPES, 'rule' as const].map((each) => ({ value: each, label: t(`scope.${each}`) }))}
          onChange={(next) => (next === 'rule' ? start() : onChange(next as RowScope))}
        />
        {rule !== undefined && <Button type="text" icon={<EditOutlined />} aria-label={t('design.rowRuleEdit', what)} onClick={start} />}
      </Flex>
      {rule !== undefined && (
        <div className={`${look.quiet} ${look.small}`}>
          {ruleInWords(rule, fields, { language, currency: app.currency, t, nameOf: () => undefined }).join(t('publish.and'))}
        </div>
      )}
      <Drawer
        open={building}
        onClose={() => setBuilding(false)}
        size={560}
        title={t('design.rowRule', what)}
        destroyOnHidden
        footer={
          <Flex gap={8} justify="end">
            <Button onClick={() => setBuilding(false)}>{t('action.cancel')}</Button>
            <Button
              type="primary"
              disabled={built === undefined}
              onClick={() => {
                if (built !== undefined) onChange({ rule: built });
                setBuilding(false);
              }}
            >
              {t('filter.apply')}
            </Button>
          </Flex>
        }
      >
        <p className={look.lead}>{t('design.rowRuleHelp')}</p>
        <ConditionBuilder fields={fields} rule={rule} currency={app.currency} onChange={setBuilt} />
      </Drawer>
    </>
  );
}
