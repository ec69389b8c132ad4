import { SwapOutlined, UserAddOutlined } from '@ant-design/icons';
import type { Entity, RecordJson } from '@pipewright/definition';
import { Avatar, later, look, Part, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useApp } from '../../data/app-context.ts';
import { meQuery } from '../../data/queries.ts';
import { grantFor, mayBeAssigned, mayChange } from '../../data/reach.ts';
import { AddToTeam } from './add-to-team.tsx';
import * as css from './team.module.css';
import { TeamMember } from './team-member.tsx';
import { useTeam } from './use-team.ts';

const AssignDialog = later(() => import('../../act/assign/assign-dialog.tsx').then((module) => module.AssignDialog));

/** The people of a record: its owner, who may be another from here on, and those who see or change this record alone. */
export function RecordTeam({ entity, record }: { entity: Entity; record: RecordJson }) {
  const inApp = useApp();
  const { t } = useText();
  const me = useQuery(meQuery).data?.user;
  const team = useTeam(entity, record.id);
  const [assigning, setAssigning] = useState(false);
  const [adding, setAdding] = useState(false);
  const { shares, may } = team;
  const { hidden } = grantFor(inApp, entity.key);
  const mayAssign = mayBeAssigned(inApp, entity.key) && mayChange(inApp, entity, record);
  const owner = hidden.includes('owner') ? undefined : record.$names?.owner;
  if (owner === undefined && shares.length === 0 && !may) return null;
  return (
    <section aria-label={t('team.title')} className={css.team}>
      <Flex align="center" justify="space-between">
        <h2 className={css.title}>{t('team.title')}</h2>
        {may && (
          <Button size="small" type="text" icon={<UserAddOutlined />} onClick={() => setAdding(true)}>
            {t('team.add')}
          </Button>
        )}
      </Flex>
      {owner !== undefined && (
        <div className={css.member}>
          <Avatar person={String(record.owner ?? '')} name={owner ?? '–'} />
          <span className={look.rest}>{owner ?? '–'}</span>
          <span className={look.quiet}>{t('team.owner')}</span>
          {mayAssign && (
            <Button size="small" icon={<SwapOutlined />} onClick={() => setAssigning(true)}>
              {t('assign.act')}
            </Button>
          )}
        </div>
      )}
      {shares.map((share) => (
        <TeamMember key={share.person} share={share} may={may} me={me} team={team} />
      ))}
      {adding && <AddToTeam team={team} owner={String(record.owner ?? '')} onClose={() => setAdding(false)} />}
      {assigning && (
        <Part>
          <AssignDialog entity={entity} records={[record]} onClose={() => setAssigning(false)} />
        </Part>
      )}
    </section>
  );
}
