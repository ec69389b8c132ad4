import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { CHOICES_OF_PERSON, fieldTypes, freshKey, type NodeOf, ruleFields, type Team } from '@pipewright/definition';
import { ConditionBuilder, look, Panel, useDesignText } from '@pipewright/ui';
import { Button, Checkbox, Flex, InputNumber, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Editing } from './editing.ts';
import { PlaceFaults } from './place-faults.tsx';

const MOST_TEAMS = 30;

/** To whom a step gives a record: people of the first team that fits, in turn or by how much they have. */
export function TeamsEditor({
  editing,
  node,
  path,
  onChange,
}: {
  editing: Editing;
  node: NodeOf<'assign'>;
  path: string;
  onChange: (patch: Partial<NodeOf<'assign'>> | { most: undefined }) => void;
}) {
  const { t, say } = useDesignText();
  const { app, faults } = editing.draft;
  const fields = ruleFields(app, editing.entity);
  const naming = fields.filter(({ type }) => {
    const { names } = fieldTypes[type];
    return names === 'person' || names === 'department';
  });
  const set = (key: string, patch: Partial<Team>) =>
    onChange({ teams: node.teams.map((team) => (team.key === key ? { ...team, ...patch } : team)) });
  const add = () => {
    const [last] = node.teams.slice(-1);
    const key = freshKey(
      node.teams.map((team) => team.key),
      'team',
    );
    if (last) onChange({ teams: [{ ...last, key, when: null }, ...node.teams] });
  };
  return (
    <>
      <Property label={t('automate.by')} htmlFor={`${path}.by`}>
        <Select
          id={`${path}.by`}
          className={look.wide}
          value={node.by}
          options={CHOICES_OF_PERSON.map((by) => ({ value: by, label: t(`choose.${by}`) }))}
          onChange={(by) => onChange({ by })}
        />
      </Property>
      <Property label={t('automate.most')} htmlFor={`${path}.most`}>
        <InputNumber
          id={`${path}.most`}
          min={1}
          max={100_000}
          precision={0}
          placeholder={t('automate.mostNone')}
          value={node.most ?? null}
          onChange={(most) => onChange({ most: most ?? undefined })}
        />
      </Property>
      <Property label={t('automate.teams')} help={t('automate.teamsHelp')}>
        <Flex vertical gap={8}>
          {node.teams.map((team, i) => (
            <Panel key={team.key} size="small">
              <Property label={t('automate.teamRole')} htmlFor={`${path}.${team.key}`}>
                <Select
                  id={`${path}.${team.key}`}
                  className={look.wide}
                  value={team.role}
                  options={app.roles.map((role) => ({ value: role.key, label: say(role.name) }))}
                  onChange={(role) => set(team.key, { role })}
                />
              </Property>
              <Property label={t('automate.teamAmong')} help={t('automate.teamAmongHelp')} htmlFor={`${path}.${team.key}.among`}>
                <Select
                  id={`${path}.${team.key}.among`}
                  className={look.wide}
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder={t('automate.teamAmongAll')}
                  value={team.among}
                  options={naming.map((field) => ({ value: field.key, label: say(field.name) }))}
                  onChange={(among?: string) => set(team.key, { among } as Partial<Team>)}
                />
              </Property>
              <Checkbox
                checked={team.near === true}
                onChange={({ target }) => set(team.key, { near: target.checked || undefined } as Partial<Team>)}
              >
                {t('automate.teamNear')}
              </Checkbox>
              <Property label={t('automate.teamWhen')}>
                <ConditionBuilder
                  fields={fields}
                  rule={team.when ?? undefined}
                  currency={app.currency}
                  label={`${t('automate.teamWhen')} ${i + 1}`}
                  onChange={(rule) => set(team.key, { when: rule ?? null })}
                />
              </Property>
              <PlaceFaults faults={faults} path={`${path}.teams.${i}`} />
              {node.teams.length > 1 && (
                <Button
                  type="text"
                  danger
                  icon={<DeleteOutlined />}
                  onClick={() => onChange({ teams: node.teams.filter(({ key }) => key !== team.key) })}
                >
                  {t('automate.teamRemove')}
                </Button>
              )}
            </Panel>
          ))}
          <Button icon={<PlusOutlined />} disabled={node.teams.length >= MOST_TEAMS} onClick={add}>
            {t('automate.teamAdd')}
          </Button>
        </Flex>
      </Property>
    </>
  );
}
