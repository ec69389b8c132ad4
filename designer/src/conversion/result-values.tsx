import { DeleteOutlined } from '@ant-design/icons';
import {
  askedAtConversion,
  type ConversionTarget,
  conversionSources,
  type Entity,
  entityOf,
  type Field,
  fieldOf,
  freeConverted,
  mapConverted,
} from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select } from 'antd';
import type { Draft } from '../state/draft.ts';

/** What one result of a conversion begins with: for each of its fields, the field of the converted record it comes from. */
export function ResultValues({ draft, entity, target }: { draft: Draft; entity: Entity; target: ConversionTarget }) {
  const { t, say } = useDesignText();
  const made = entityOf(draft.app, target.entity);
  if (!made) return null;
  const set = (field: string, from: string | undefined) => draft.set(mapConverted(draft.app, entity.key, target.key, field, from));
  const optionsOf = (fields: readonly Field[]) => fields.map(({ key, name }) => ({ value: key, label: say(name) }));
  const named = (key: string) => say(fieldOf(made, key)?.name);
  const asked = askedAtConversion(draft.app, target);
  const add = t('design.conversionAdd', { entity: say(made.name) });
  return (
    <fieldset className={look.group} aria-label={say(made.name)}>
      <strong>{say(made.name)}</strong>
      {Object.entries(target.values).map(([key, rule]) => {
        const field = fieldOf(made, key);
        const from = sourceOf(rule);
        if (!field) return null;
        const sources = conversionSources(draft.app, entity, field);
        const id = `convert_${target.key}_${key}`;
        return (
          <div key={key} className={look.note}>
            <label htmlFor={id}>{t('design.conversionFrom', { field: say(field.name) })}</label>
            <Flex gap={8}>
              <Select
                id={id}
                className={look.wide}
                showSearch={{ optionFilterProp: 'label' }}
                value={sources.some((each) => each.key === from) ? from : null}
                placeholder={t('design.conversionWorked')}
                options={optionsOf(sources)}
                onChange={(next) => next && set(key, next)}
              />
              <Button
                icon={<DeleteOutlined />}
                aria-label={t('design.conversionUnmap', { name: say(field.name) })}
                onClick={() => set(key, undefined)}
              />
            </Flex>
          </div>
        );
      })}
      {Object.entries(target.links ?? {}).map(([key, first]) => {
        const linked = entity.conversion?.targets.find((each) => each.key === first);
        const entityName = say(linked && entityOf(draft.app, linked.entity)?.name);
        return <div key={key}>{t('design.conversionLinked', { field: named(key), entity: entityName })}</div>;
      })}
      {asked.length > 0 && (
        <div>{t('design.conversionAsked', { fields: asked.map(({ name }) => say(name)).join(t('publish.comma')) })}</div>
      )}
      <Select
        className={look.wide}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={add}
        placeholder={add}
        value={null}
        options={optionsOf(freeConverted(draft.app, entity.key, target))}
        onChange={(key: string | null) => {
          const field = key && fieldOf(made, key);
          const source = field ? firstSource(conversionSources(draft.app, entity, field), field) : undefined;
          if (field && source) set(field.key, source.key);
        }}
      />
    </fieldset>
  );
}

/** The field that a value is taken from as it is. */
function sourceOf(rule: unknown): string | undefined {
  const name = typeof rule === 'object' && rule !== null && 'var' in rule ? rule.var : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** What is called the same is most likely meant. */
function firstSource(sources: readonly Field[], { key, name }: Field): Field | undefined {
  return sources.find((each) => each.key === key || each.name['zh-CN'] === name['zh-CN'] || each.name.en === name.en) ?? sources[0];
}
