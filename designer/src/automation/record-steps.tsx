import { entityOf, filledEntity, type NodeKind, type NodeOf, STATUSES, statusNames, statusRule, targetOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Editing } from './editing.ts';
import { PlaceFaults } from './place-faults.tsx';
import { ValuesEditor } from './values-editor.tsx';

/** A step under design. */
export interface StepProps<Kind extends NodeKind> {
  readonly editing: Editing;
  readonly node: NodeOf<Kind>;
  readonly path: string;
  readonly set: (patch: Readonly<Record<string, unknown>>) => void;
}

/** What is created, by which field it names the record, and what is filled in. */
export function Create({ editing, node, path, set }: StepProps<'create'>) {
  const { t, say } = useDesignText();
  const { app, faults } = editing.draft;
  const made = entityOf(app, node.entity);
  const links = made?.fields.filter((field) => !field.retired && !field.kept && targetOf(app, field)?.key === editing.entity.key) ?? [];
  return (
    <>
      <Property label={t('automate.createWhat')} htmlFor={`${path}.entity`}>
        <Select
          id={`${path}.entity`}
          className={look.wide}
          value={node.entity}
          options={app.entities.filter(({ retired }) => !retired).map((each) => ({ value: each.key, label: say(each.name) }))}
          onChange={(entity) => set({ entity, link: undefined, values: {} })}
        />
      </Property>
      {links.length > 0 && (
        <Property label={t('automate.link', { entity: say(editing.entity.name) })} htmlFor={`${path}.link`}>
          <Select
            id={`${path}.link`}
            className={look.wide}
            allowClear
            value={node.link ?? null}
            placeholder={t('automate.linkNone')}
            options={links.map((field) => ({ value: field.key, label: say(field.name) }))}
            onChange={(link?: string) => set({ link })}
          />
          <PlaceFaults faults={faults} path={`${path}.link`} />
        </Property>
      )}
      {made && (
        <Property label={t('automate.values')}>
          <ValuesEditor
            editing={editing}
            filled={made}
            values={node.values}
            empties={false}
            path={`${path}.values`}
            onChange={(values) => set({ values })}
          />
        </Property>
      )}
    </>
  );
}

const OWN = '';

/** Of which record fields are set, and to what. */
export function SetFields({ editing, node, path, set }: StepProps<'set'>) {
  const { t, say } = useDesignText();
  const { app, faults } = editing.draft;
  const { entity } = editing;
  const filled = filledEntity(app, entity, node);
  const far = entity.fields.flatMap((field) => {
    const target = field.retired ? undefined : targetOf(app, field);
    return target ? [{ value: field.key, label: t('automate.setFar', { field: say(field.name), entity: say(target.name) }) }] : [];
  });
  return (
    <>
      {far.length > 0 && (
        <Property label={t('automate.setOf')} htmlFor={`${path}.of`}>
          <Select
            id={`${path}.of`}
            className={look.wide}
            value={node.of ?? OWN}
            options={[{ value: OWN, label: t('automate.setOwn', { entity: say(entity.name) }) }, ...far]}
            onChange={(of) => set({ of: of === OWN ? undefined : of, values: {} })}
          />
          <PlaceFaults faults={faults} path={`${path}.of`} />
        </Property>
      )}
      {filled && (
        <ValuesEditor
          editing={editing}
          filled={filled}
          values={node.values}
          empties
          path={`${path}.values`}
          onChange={(values) => set({ values })}
        />
      )}
    </>
  );
}

/** To which status, and for which reason. */
export function Status({ editing, node, path, set }: StepProps<'status'>) {
  const { t, say } = useDesignText();
  const { process } = editing.entity;
  const reasonsOf = (status: NodeOf<'status'>['status']) =>
    (process && statusRule(process, 'won', status)?.reasons.filter(({ retired }) => !retired)) ?? [];
  const reasons = reasonsOf(node.status);
  return (
    <>
      <Property label={t('automate.statusTo')} htmlFor={`${path}.status`}>
        <Select
          id={`${path}.status`}
          className={look.wide}
          value={node.status}
          options={STATUSES.map((status) => ({ value: status, label: say(statusNames[status]) }))}
          onChange={(status) => set({ status, reason: reasonsOf(status)[0]?.key })}
        />
        <PlaceFaults faults={editing.draft.faults} path={`${path}.status`} />
      </Property>
      {reasons.length > 0 && (
        <Property label={t('automate.reason')} htmlFor={`${path}.reason`}>
          <Select
            id={`${path}.reason`}
            className={look.wide}
            value={node.reason ?? null}
            options={reasons.map((option) => ({ value: option.key, label: say(option.name) }))}
            onChange={(reason) => set({ reason })}
          />
          <PlaceFaults faults={editing.draft.faults} path={`${path}.reason`} />
        </Property>
      )}
    </>
  );
}
