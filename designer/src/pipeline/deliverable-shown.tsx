import { type App, type Deliverable, type Entity, fieldsOf, hasTrait, isDerived, targetOf } from '@pipewright/definition';
import { ConditionBuilder, look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';

const live = ({ fields }: Entity) => fields.filter(({ retired }) => !retired);

/** The ways in which records of other entities belong to those of one: by which reference of which entity. */
function linksTo(app: App, entity: Entity) {
  return app.entities
    .filter(({ retired, taskOf }) => !retired && taskOf === undefined)
    .flatMap((other) =>
      live(other)
        .filter((field) => targetOf(app, field)?.key === entity.key)
        .map((field) => ({ other, field })),
    );
}

/** How a new deliverable is shown: by the first field with files, else by a record, else by any field; undefined where there is nothing. */
export function firstShown(app: App, entity: Entity): Pick<Deliverable, 'field' | 'entity' | 'link'> | undefined {
  const files = live(entity).find((field) => hasTrait(field, 'files'));
  if (files) return { field: files.key };
  const [first] = linksTo(app, entity);
  if (first) return { entity: first.other.key, link: first.field.key };
  const field = live(entity)[0];
  return field && { field: field.key };
}

/** What shows that a deliverable is there: a field that is filled in, or a record of another entity that counts. */
export function DeliverableShown({
  app,
  entity,
  deliverable,
  onChange,
}: {
  app: App;
  entity: Entity;
  deliverable: Deliverable;
  onChange: (patch: Partial<Deliverable>) => void;
}) {
  const { t, say } = useDesignText();
  const links = linksTo(app, entity);
  const shown = links.find(({ other, field }) => other.key === deliverable.entity && field.key === deliverable.link);
  const none = { field: undefined, entity: undefined, link: undefined, when: undefined };
  const id = `shown_${deliverable.key}`;
  const value = shown ? `${shown.other.key}/${shown.field.key}` : (deliverable.field ?? '');
  return (
    <>
      <Property label={t('design.shownBy')} htmlFor={id}>
        <Select
          id={id}
          className={look.wide}
          showSearch={{ optionFilterProp: 'label' }}
          value={value}
          options={[
            {
              label: t('design.shownByRecord'),
              options: links.map(({ other, field }) => ({
                value: `${other.key}/${field.key}`,
                label: `${say(other.name)} · ${say(field.name)}`,
              })),
            },
            { label: t('design.shownByField'), options: live(entity).map((field) => ({ value: field.key, label: say(field.name) })) },
          ]}
          onChange={(next: string) => {
            const [of = '', link] = next.split('/');
            onChange(link === undefined ? { ...none, field: of } : { ...none, entity: of, link });
          }}
        />
      </Property>
      {shown && (
        <Property label={t('design.shownWhen')}>
          <ConditionBuilder
            fields={fieldsOf(shown.other).filter((field) => !isDerived(field))}
            rule={deliverable.when}
            currency={app.currency}
            onChange={(when) => onChange({ when })}
          />
        </Property>
      )}
    </>
  );
}
