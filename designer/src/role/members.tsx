import { call, Refused } from '@pipewright/client';
import type { App } from '@pipewright/definition';
import { look, Panel, useDesignText } from '@pipewright/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Input, Select, Table } from 'antd';
import { useState } from 'react';
import * as css from './role.module.css';

/** Who has which role in the app. Unlike the definition it takes effect at once; only published roles can be given. */
export function Members({ appKey, app }: { appKey: string; app: App }) {
  const { t, say } = useDesignText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [search, setSearch] = useState('');
  const people = useQuery({
    queryKey: ['people', search],
    queryFn: () => call('listPeople', { query: { search } }),
  });
  const members = useQuery({
    queryKey: ['members', appKey],
    queryFn: () => call('listMembers', { app: appKey }),
  });
  const roles = new Map(members.data?.members.map((member) => [member.id, member.role]));
  const give = useMutation({
    mutationFn: (body: { user: string; role: string | null }) => call('setMember', { app: appKey, body }),
    onError: (error) => void message.error(error instanceof Refused ? error.message : t('state.offline')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['members', appKey] }),
  });
  const options = [{ value: '', label: t('design.noRole') }, ...app.roles.map((role) => ({ value: role.key, label: say(role.name) }))];
  return (
    <Panel title={t('design.members')}>
      <p className={look.lead}>{t('design.membersLead')}</p>
      <Input.Search
        allowClear
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        className={`${look.search} ${look.note}`}
        onSearch={setSearch}
      />
      <Table
        size="small"
        rowKey="id"
        loading={people.isPending || members.isPending}
        dataSource={people.data?.people ?? []}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('design.person'), dataIndex: 'name' },
          {
            title: t('design.role'),
            width: 220,
            render: (_, person) => (
              <Select
                aria-label={`${person.name} ${t('design.role')}`}
                className={css.role}
                value={roles.get(person.id) ?? ''}
                options={options}
                onChange={(role) => give.mutate({ user: person.id, role: role || null })}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}
