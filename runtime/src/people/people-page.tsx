import { UserAddOutlined } from '@ant-design/icons';
import { Refused } from '@pipewright/client';
import { bringWords, companyWords, laterOpened, look, Nothing, Page, Result, Toolbar, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Input, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { departmentsQuery, meQuery } from '../data/queries.ts';
import { OuterFrame } from '../shell/outer-frame.tsx';
import { DepartmentSide } from './department-side.tsx';
import * as css from './people.module.css';
import { PeopleTable } from './people-table.tsx';
import { peopleIn, teamQuery } from './team.ts';

const InviteDialog = laterOpened(() => import('./invite-dialog.tsx').then((module) => module.InviteDialog));
const DepartmentDialog = laterOpened(() => import('./department-dialog.tsx').then((module) => module.DepartmentDialog));
const PersonPanel = laterOpened(() => import('./person-panel.tsx').then((module) => module.PersonPanel));

bringWords(companyWords);

/** The people of the company and its departments, for administrators of the installation. */
export function PeoplePage() {
  const { t } = useText();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const team = useQuery({ ...teamQuery, enabled: me.data?.installationAdmin === true });
  const departments = useQuery(departmentsQuery);
  const [department, setDepartment] = useState<string>();
  const [search, setSearch] = useState('');
  const [gone, setGone] = useState(false);
  const [inviting, setInviting] = useState(false);
  const [edited, setEdited] = useState<string | 'new'>();
  const [person, setPerson] = useState<string>();
  const fault = me.error ?? team.error ?? departments.error;
  const unsigned = fault instanceof Refused && fault.status === 401;
  useEffect(() => {
    if (unsigned) void navigate({ to: '/sign-in', search: { to: '/people' } });
  }, [unsigned, navigate]);
  if (me.data && !me.data.installationAdmin)
    return <Result status="403" title={t('people.denied')} extra={<Link to="/">{t('shell.home')}</Link>} />;
  if (fault && !unsigned) return <Result status="warning" title={fault.message} />;
  if (!me.data || !team.data || !departments.data) return <Skeleton active className={look.page} />;
  const { people, apps } = team.data;
  const tree = departments.data.departments;
  const found = peopleIn(people, tree, { department, gone, search });
  const shown = people.find((each) => each.id === person);
  return (
    <OuterFrame
      me={me.data}
      beside={
        <>
          <InviteDialog open={inviting} department={department} departments={tree} apps={apps} onClose={() => setInviting(false)} />
          <DepartmentDialog
            open={edited !== undefined}
            id={edited === 'new' ? undefined : edited}
            under={department}
            departments={tree}
            people={people}
            onClose={() => setEdited(undefined)}
          />
          <PersonPanel
            open={shown !== undefined}
            person={shown}
            me={me.data.user}
            {...{ people, apps, departments: tree }}
            onClose={() => setPerson(undefined)}
          />
        </>
      }
    >
      <Page
        title={t('people.title')}
        actions={
          <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        }
      >
        <div className={css.sides}>
          <DepartmentSide
            departments={tree}
            people={people}
            chosen={department}
            onChoose={setDepartment}
            onEdit={setEdited}
            onAdd={() => setEdited('new')}
          />
          <div className={css.list}>
            <Toolbar>
              <Input
                allowClear
                type="search"
                className={look.search}
                aria-label={t('people.search')}
                placeholder={t('people.search')}
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
              <span className={look.quiet}>{t('people.count', { count: found.length })}</span>
              {people.some(({ state }) => state === 'left') && (
                <Checkbox checked={gone} onChange={(event) => setGone(event.target.checked)}>
                  {t('people.gone')}
                </Checkbox>
              )}
            </Toolbar>
            {found.length > 0 ? (
              <PeopleTable people={found} departments={tree} apps={apps} onOpen={setPerson} />
            ) : (
              <Nothing text={t('people.none')} />
            )}
          </div>
        </div>
      </Page>
    </OuterFrame>
  );
}
