import type { DepartmentJson, TeamApp, TeamPerson } from '@pipewright/definition';
import { Badge, look, momentText, PersonName, useText } from '@pipewright/ui';
import { Button, Flex, Grid, Table } from 'antd';
import * as css from './people.module.css';
import { rolesOf, stateColors } from './team.ts';

/** People in lines: who, where, what they may, when they were here last, and how they stand. At phone width one column holds it all. */
export function PeopleTable({
  people,
  departments,
  apps,
  onOpen,
}: {
  people: readonly TeamPerson[];
  departments: readonly DepartmentJson[];
  apps: readonly TeamApp[];
  onOpen: (id: string) => void;
}) {
  const { t, say } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  const place = (person: TeamPerson) => names.get(person.department ?? '') ?? '–';
  const roles = (person: TeamPerson) => {
    const given = rolesOf(person, apps).map(({ app, role }) => (apps.length > 1 ? `${say(app.name)}: ${say(role.name)}` : say(role.name)));
    return given.join(t('people.comma')) || '–';
  };
  const state = (person: TeamPerson) => <Badge color={stateColors[person.state]}>{t(`people.state.${person.state}`)}</Badge>;
  const who = (_: unknown, person: TeamPerson) => (
    <>
      <Flex gap={8} wrap align="center">
        <Button type="link" size="small" className={css.name} onClick={() => onOpen(person.id)}>
          <PersonName person={person.id} name={person.name} />
        </Button>
        {person.admin && <Badge color="purple">{t('people.adminShort')}</Badge>}
        {!wide && state(person)}
      </Flex>
      <div className={`${look.aside} ${look.breaks}`}>{wide ? person.email : `${place(person)} · ${roles(person)}`}</div>
    </>
  );
  return (
    <Table
      size="small"
      rowKey="id"
      dataSource={[...people]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t('people.name'), render: who },
        ...(wide
          ? [
              { title: t('people.department'), render: (_: unknown, person: TeamPerson) => place(person) },
              { title: t('people.roles'), render: (_: unknown, person: TeamPerson) => roles(person) },
              {
                title: t('people.seen'),
                render: (_: unknown, { seen }: TeamPerson) => (seen ? momentText(seen) : '–'),
              },
              { title: t('people.state'), render: (_: unknown, person: TeamPerson) => state(person) },
            ]
          : []),
      ]}
    />
  );
}
