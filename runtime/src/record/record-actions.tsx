import { DeleteOutlined, EditOutlined, MoreOutlined, ThunderboltOutlined, UndoOutlined } from '@ant-design/icons';
import { useText } from '@pipewright/ui';
import { Button, Dropdown, Space } from 'antd';
import { type ReactNode, useRef } from 'react';
import { ACT_ICONS } from '../act/act-icon.tsx';
import type { StandingAct } from '../act/standing.ts';
import { BACK } from '../act/standing-banner.tsx';
import type { InApp } from '../data/app-context.ts';

const PRIMARY: readonly StandingAct[] = ['win', 'lose'];
/** The acts that stand elsewhere on the page: on the path of stages and in the banner. */
const ELSEWHERE: readonly StandingAct[] = ['move', 'rechoose', ...PRIMARY, ...BACK];

/** The buttons of a record: edit, win and lose, delete, and a menu of the other acts. What is undefined is not offered. */
export function RecordActions({
  acts,
  buttons = [],
  onAct,
  onPress,
  onEdit,
  onDelete,
  onRestore,
  children,
}: {
  acts: readonly StandingAct[];
  /** What runs by itself once it is pressed. */
  buttons?: NonNullable<InApp['buttons']>;
  onAct: (act: StandingAct) => void;
  onPress?: (automation: string) => void;
  onEdit: (() => void) | undefined;
  onDelete: (() => void) | undefined;
  onRestore: (() => void) | undefined;
  /** What comes before all of them. */
  children?: ReactNode;
}) {
  const { t, say } = useText();
  const opener = useRef<HTMLButtonElement>(null);
  const more = acts.filter((act) => !ELSEWHERE.includes(act));
  return (
    <Space wrap>
      {children}
      {onEdit && (
        <Button icon={<EditOutlined />} onClick={onEdit}>
          {t('action.edit')}
        </Button>
      )}
      {PRIMARY.filter((act) => acts.includes(act)).map((act) => (
        <Button key={act} onClick={() => onAct(act)}>
          {t(`act.${act}`)}
        </Button>
      ))}
      {more.length + buttons.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              ...buttons.map(({ automation, label }) => ({ key: `press ${automation}`, icon: <ThunderboltOutlined />, label: say(label) })),
              ...more.map((act) => ({ key: act, icon: ACT_ICONS[act], label: t(`act.${act}`), danger: act === 'void' })),
            ],
            onClick: ({ key }) => {
              // The menu goes, and a dialog gives the focus back to what had it.
              opener.current?.focus();
              const [, pressed] = key.split('press ');
              if (pressed === undefined) onAct(key as StandingAct);
              else onPress?.(pressed);
            },
          }}
        >
          <Button ref={opener} icon={<MoreOutlined />} aria-label={t('record.more')} />
        </Dropdown>
      )}
      {onDelete && <Button danger icon={<DeleteOutlined />} aria-label={t('action.delete')} onClick={onDelete} />}
      {onRestore && (
        <Button icon={<UndoOutlined />} onClick={onRestore}>
          {t('record.restore')}
        </Button>
      )}
    </Space>
  );
}
