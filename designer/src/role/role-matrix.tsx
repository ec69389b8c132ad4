import { PlusOutlined } from '@ant-design/icons';
import { type App, addRole, type Entity, NO_GRANT, RIGHTS, type Role, setFieldRight, setGrant, setRight } from '@pipewright/definition';
import { Panel, useDesignText, ViewSwitch } from '@pipewright/ui';
import { Button, Checkbox, Flex, Segmented, Table } from 'antd';
import { useState } from 'react';
import { NewPartDialog } from '../kit/new-part.tsx';
import type { Draft } from '../state/draft.ts';
import { ClaimSelect } from './claim-select.tsx';
import * as css from './role.module.css';
import { RowScopeSelect } from './row-scope.tsx';

/** What each role may do, as a matrix of entities and actions; a row opens to the rights on single fields. */
export function RoleMatrix({ draft }: { draft: Draft }) {
  const { t, say } = useDesignText();
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const { app } = draft;
  const role = app.roles.find((each) => each.key === chosen) ?? app.roles.find((each) => !each.admin) ?? app.roles[0];
  return (
    <Panel
      title={t('design.roles')}
      actions={
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('design.addRole')}
        </Button>
      }
    >
      <ViewSwitch
        label={t('design.roles')}
        value={role?.key ?? ''}
        onChange={setChosen}
        items={app.roles.map((each) => ({ key: each.key, label: say(each.name) }))}
      />
      {role && (role.admin ? <p>{t('design.adminRole')}</p> : <Grants key={role.key} draft={draft} app={app} role={role} />)}
      <NewPartDialog
        open={adding}
        title={t('design.addRole')}
        taken={draft.taken('roles')}
        onClose={() => setAdding(false)}
        onMake={(key, name) => draft.set(addRole(app, key, name))}
      />
    </Panel>
  );
}

function Grants({ draft, app, role }: { draft: Draft; app: App; role: Role }) {
  const { t, say } = useDesignText();
  const entities = app.entities.filter((entity) => !entity.retired);
  const grant = (entity: Entity) => role.grants[entity.key] ?? NO_GRANT;
  const scope = (entity: Entity, act: 'read' | 'update' | 'delete') => (
    <RowScopeSelect
      app={app}
      entity={entity}
      act={act}
      value={grant(entity)[act]}
      onChange={(next) => draft.set(setGrant(app, role.key, entity.key, { [act]: next }))}
    />
  );
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="key"
      scroll={{ x: 1200 }}
      dataSource={entities}
      expandable={{
        columnTitle: t('design.fields'),
        columnWidth: 72,
        expandedRowRender: (entity) => <FieldRights draft={draft} app={app} role={role} entity={entity} />,
        expandIcon: ({ expanded, onExpand, record }) => (
          <Button
            size="small"
            type="text"
            aria-expanded={expanded}
            aria-label={t('design.fieldRights', { entity: say(record.name) })}
            onClick={(event) => onExpand(record, event)}
          >
            {expanded ? '−' : '+'}
          </Button>
        ),
      }}
      columns={[
        { title: t('design.entity'), render: (_, entity) => say(entity.name), width: 120 },
        { title: t('design.act.read'), render: (_, entity) => scope(entity, 'read') },
        {
          title: t('design.act.create'),
          render: (_, entity) => (
            <Checkbox
              aria-label={`${say(entity.name)} ${t('design.act.create')}`}
              checked={grant(entity).create}
              onChange={(event) => draft.set(setGrant(app, role.key, entity.key, { create: event.target.checked }))}
            />
          ),
        },
        { title: t('design.act.update'), render: (_, entity) => scope(entity, 'update') },
        { title: t('design.act.delete'), render: (_, entity) => scope(entity, 'delete') },
        {
          title: t('design.act.may'),
          width: 200,
          render: (_, entity) =>
            entity.process && (
              <Flex wrap gap="0 12px" role="group" aria-label={`${say(entity.name)} ${t('design.act.may')}`}>
                {RIGHTS.map((act) => (
                  <Checkbox
                    key={act}
                    checked={grant(entity).may?.includes(act) ?? false}
                    onChange={(event) => draft.set(setRight(app, role.key, entity.key, act, event.target.checked))}
                  >
                    {t(`design.act.${act}`)}
                  </Checkbox>
                ))}
              </Flex>
            ),
        },
        {
          title: <span className={css.narrow}>{t('design.act.claim')}</span>,
          render: (_, entity) => entity.process && <ClaimSelect draft={draft} role={role} entity={entity} />,
        },
        ...(['share', 'baseline'] as const).map((flag) => ({
          title: <span className={css.narrow}>{t(`design.act.${flag}`)}</span>,
          render: (_: unknown, entity: Entity) => (
            <Checkbox
              aria-label={`${say(entity.name)} ${t(`design.act.${flag}`)}`}
              checked={grant(entity)[flag] === true}
              onChange={(event) => draft.set(setGrant(app, role.key, entity.key, { [flag]: event.target.checked }))}
            />
          ),
        })),
      ]}
    />
  );
}

function FieldRights({ draft, app, role, entity }: { draft: Draft; app: App; role: Role; entity: Entity }) {
  const { t, say } = useDesignText();
  const grant = role.grants[entity.key] ?? NO_GRANT;
  return (
    <div className={css.rights}>
      {entity.fields
        .filter((field) => !field.retired)
        .map((field) => (
          <Flex key={field.key} justify="space-between" align="center" gap={8}>
            <span id={`right_${entity.key}_${field.key}`}>{say(field.name)}</span>
            <Segmented
              size="small"
              aria-labelledby={`right_${entity.key}_${field.key}`}
              value={grant.hidden.includes(field.key) ? 'hidden' : grant.readonly.includes(field.key) ? 'read' : 'write'}
              options={(['hidden', 'read', 'write'] as const).map((right) => ({ value: right, label: t(`right.${right}`) }))}
              onChange={(right) => draft.set(setFieldRight(app, role.key, entity.key, field.key, right as 'hidden' | 'read' | 'write'))}
            />
          </Flex>
        ))}
    </div>
  );
}
