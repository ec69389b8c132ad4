import { CloseOutlined } from '@ant-design/icons';
import { SHARE_LEVELS, type Share, type ShareLevel } from '@pipewright/definition';
import { Avatar, look, useText } from '@pipewright/ui';
import { App as AntApp, Button, Select } from 'antd';
import * as css from './team.module.css';
import type { Team } from './use-team.ts';

/** Somebody with whom a record is shared: to see it or to change it, as who may share it decides; everybody may leave the team. */
export function TeamMember({ share, may, me, team }: { share: Share; may: boolean; me: string | undefined; team: Team }) {
  const { t } = useText();
  const { message } = AntApp.useApp();
  const { person, name, level } = share;
  const set = async (next: ShareLevel | null) => {
    const fault = await team.set(person, next);
    if (fault) void message.error(fault);
  };
  const end = t(person === me ? 'team.leave' : 'team.end', { name });
  return (
    <div className={css.member}>
      <Avatar person={person} name={name} />
      <span className={look.rest}>{name}</span>
      {may ? (
        <Select
          size="small"
          variant="borderless"
          aria-label={t('team.levelOf', { name })}
          value={level}
          options={SHARE_LEVELS.map((value) => ({ value, label: t(`team.level.${value}`) }))}
          onChange={(next: ShareLevel) => void set(next)}
        />
      ) : (
        <span className={look.quiet}>{t(`team.level.${level}`)}</span>
      )}
      {(may || person === me) && (
        <Button size="small" type="text" icon={<CloseOutlined />} aria-label={end} title={end} onClick={() => void set(null)} />
      )}
    </div>
  );
}
