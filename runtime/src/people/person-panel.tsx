import { call } from '@pipewright/client';
import type { DepartmentJson, TeamApp, TeamPerson } from '@pipewright/definition';
import { Badge, laterOpened, look, useText } from '@pipewright/ui';
import { Button, Drawer, Flex, Grid, Select, Switch } from 'antd';
import { useState } from 'react';
import { DepartmentSelect } from './department-select.tsx';
import { HandedOver, HandingOver } from './handing-over.tsx';
import * as css from './people.module.css';
import { PersonDoor } from './person-door.tsx';
import { PersonSessions } from './person-sessions.tsx';
import { stateColors, useDeed } from './team.ts';

const LeaveDialog = laterOpened(() => import('./leave-dialog.tsx').then((module) => module.LeaveDialog));

interface Shown {
  readonly people: readonly TeamPerson[];
  readonly departments: readonly DepartmentJson[];
  readonly apps: readonly TeamApp[];
  /** Who is looking. */
  readonly me: string;
}

/** One person: department, roles, the way in, sessions, and leaving. Each change counts at once. */
export function PersonPanel({
  open,
  person,
  onClose,
  ...shown
}: Shown & { open: boolean; person: TeamPerson | undefined; onClose: () => void }) {
  const wide = Grid.useBreakpoint().md !== false;
  const { t } = useText();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={wide ? 480 : '100%'}
      destroyOnHidden
      title={
        person && (
          <Flex gap={8} align="center">
            <span>{person.name}</span>
            <Badge color={stateColors[person.state]}>{t(`people.state.${person.state}`)}</Badge>
          </Flex>
        )
      }
    >
      {person && <PersonBody key={person.id} person={person} {...shown} />}
    </Drawer>
  );
}

function PersonBody({ person, people, departments, apps, me }: Shown & { person: TeamPerson }) {
  const { t, say } = useText();
  const deed = useDeed();
  const [leaving, setLeaving] = useState(false);
  const { id, name, state, department } = person;
  const change = (body: { department?: string | null; admin?: boolean; active?: true }) =>
    void deed(call('changePerson', { user: id, body }), t('people.saved'));
  const led = departments.find((each) => each.id === department)?.manager;
  const leader = people.find((each) => each.id === led && led !== id)?.name;
  if (state === 'left')
    return (
      <>
        <p className={look.lead}>{t('people.leftLead', { name })}</p>
        <Button onClick={() => change({ active: true })}>{t('people.comeBack')}</Button>
        <HandedOver person={person} />
      </>
    );
  if (state === 'leaving')
    return (
      <>
        <HandingOver person={person} />
        <HandedOver person={person} />
      </>
    );
  return (
    <>
      <label htmlFor="person-department">{t('people.department')}</label>
      <DepartmentSelect
        id="person-department"
        className={look.wide}
        departments={departments}
        value={department}
        placeholder={t('people.choose')}
        onChange={(value) => change({ department: value ?? null })}
      />
      {leader && <p className={look.quiet}>{t('people.ledBy', { name: leader })}</p>}
      <h3 className={css.section}>{t('people.roles')}</h3>
      {apps.length === 0 && <p className={look.quiet}>{t('people.noApps')}</p>}
      {apps.map((app) => (
        <div key={app.key} className={look.note}>
          <label htmlFor={`role-${app.key}`}>{say(app.name)}</label>
          <Select
            id={`role-${app.key}`}
            className={look.wide}
            allowClear
            placeholder={t('people.noRole')}
            value={person.roles.find((each) => each.app === app.key)?.role ?? null}
            options={app.roles.map((role) => ({ value: role.key, label: say(role.name) }))}
            onChange={(role: string | null | undefined) =>
              void deed(call('setPersonRole', { user: id, body: { app: app.key, role: role ?? null } }), t('people.saved'))
            }
          />
        </div>
      ))}
      <Flex gap={8} align="center">
        <Switch id="person-admin" checked={person.admin} onChange={(admin) => change({ admin })} />
        <label htmlFor="person-admin">{t('people.admin')}</label>
      </Flex>
      <PersonDoor person={person} />
      <PersonSessions user={id} />
      <h3 className={css.section}>{t('people.leaving')}</h3>
      <p className={look.lead}>{t('people.leavingLead', { name })}</p>
      <Button danger disabled={id === me} onClick={() => setLeaving(true)}>
        {t('people.leave')}
      </Button>
      <LeaveDialog open={leaving} person={person} people={people} onClose={() => setLeaving(false)} />
      <HandedOver person={person} />
    </>
  );
}
