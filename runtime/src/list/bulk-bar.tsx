import { DeleteOutlined, EditOutlined, RightCircleOutlined, SwapOutlined } from '@ant-design/icons';
import { type Entity, type Field, isOpen, type RecordJson } from '@pipewright/definition';
import { later, Part, Toolbar, useText } from '@pipewright/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ACT_ICONS } from '../act/act-icon.tsx';
import { ACTS, actsOn, type StandingAct } from '../act/standing.ts';
import { countOf, type Meant } from '../act/together/run-together.ts';
import { useApp } from '../data/app-context.ts';
import { fileWish, type ListAsk } from '../data/list-ask.ts';
import { grantFor, hasPool, mayBeAssigned } from '../data/reach.ts';
import { ClaimButton } from './claim-button.tsx';
import { ExportButton } from './export-button.tsx';
import type { TogetherAct } from './together-dialog.tsx';

const AssignDialog = later(() => import('../act/assign/assign-dialog.tsx').then((module) => module.AssignDialog));
const BulkDialog = later(() => import('./bulk-dialog.tsx').then((module) => module.BulkDialog));
const TogetherDialog = later(() => import('./together-dialog.tsx').then((module) => module.TogetherDialog));

/** The acts that ask for nothing but a reason and a day, so that many records can be given the same answer. */
const TOGETHER: ReadonlySet<StandingAct> = new Set(['rechoose', 'resume', 'wake', 'reopen', 'restore', 'pause', 'future', 'void']);
const TOGETHER_ICONS: Readonly<Record<TogetherAct, ReactNode>> = {
  edit: <EditOutlined />,
  move: <RightCircleOutlined />,
  remove: <DeleteOutlined />,
};

/** What a bar is about: the selected records, and all that the list finds where those are meant. */
export interface Selection {
  readonly entity: Entity;
  readonly records: readonly RecordJson[];
  readonly ask: ListAsk;
  readonly columns: readonly string[];
  /** The field that makes the groups of the list. */
  readonly group: Field | undefined;
  /** How many the list finds; undefined while it is not known. */
  readonly count: number | undefined;
  /** True where all of them are meant, whether in sight or not. */
  readonly whole: boolean;
  readonly onWhole: () => void;
  readonly onClear: () => void;
}

/** What can be done with the selected records together; it is open while any are. */
export function BulkBar({ open, ...selection }: Selection & { open: boolean }) {
  const { entity, records, ask, columns, group, count, whole, onWhole, onClear } = selection;
  const inApp = useApp();
  const { t } = useText();
  const [act, setAct] = useState<StandingAct>();
  const [together, setTogether] = useState<{ act: TogetherAct; meant: Meant }>();
  // The records as they were selected: doing it may take them out of the list on screen.
  const [chosen, setChosen] = useState<readonly RecordJson[]>([]);
  const [assigning, setAssigning] = useState(false);
  if (!open && !act && !together && !assigning) return null;
  const grant = grantFor(inApp, entity.key);
  const ids = records.map(({ id }) => id);
  const free = whole || !hasPool(inApp, entity) ? [] : records.filter(({ owner, status }) => owner === null && isOpen(status));
  const meant: Meant = whole && count !== undefined ? { ask, count } : { records: ids };
  const offered = whole
    ? []
    : ACTS.filter((each) => TOGETHER.has(each) && records.some((record) => actsOn(entity, inApp.role, record).includes(each)));
  const closed = (done: boolean) => {
    setAct(undefined);
    setTogether(undefined);
    setAssigning(false);
    if (done) onClear();
  };
  const button = (each: TogetherAct) => (
    <Button key={each} icon={TOGETHER_ICONS[each]} onClick={() => setTogether({ act: each, meant })}>
      {t(`together.${each}`)}
    </Button>
  );
  return (
    <>
      <Toolbar label={t('bulk.bar')}>
        <strong>{t('bulk.selected', { count: countOf(meant) })}</strong>
        {!whole && count !== undefined && count > records.length && (
          <Button type="link" onClick={onWhole}>
            {t('bulk.whole', { count })}
          </Button>
        )}
        {free.length > 0 && <ClaimButton entity={entity} records={free} onDone={onClear} />}
        {grant.update !== 'none' && button('edit')}
        {grant.update !== 'none' && entity.process && button('move')}
        {offered.map((each) => (
          <Button
            key={each}
            icon={ACT_ICONS[each]}
            onClick={() => {
              setChosen(records);
              setAct(each);
            }}
          >
            {t(each === 'rechoose' ? 'bulk.rechoose' : `act.${each}`)}
          </Button>
        ))}
        {mayBeAssigned(inApp, entity.key) && (
          <Button
            icon={<SwapOutlined />}
            onClick={() => {
              setChosen(records);
              setAssigning(true);
            }}
          >
            {t('assign.act')}
          </Button>
        )}
        <ExportButton
          entity={entity}
          wish={{ ...fileWish(ask, columns, group), ...(whole ? {} : { records: ids }) }}
          text={t('bulk.export')}
        />
        {grant.delete !== 'none' && button('remove')}
        <Button type="text" onClick={onClear}>
          {t('bulk.clear')}
        </Button>
      </Toolbar>
      {assigning && (
        <Part>
          <AssignDialog
            entity={entity}
            records={chosen}
            whole={count === undefined ? undefined : { ask, count }}
            meansWhole={whole}
            onClose={closed}
          />
        </Part>
      )}
      {act && (
        <Part>
          <BulkDialog entity={entity} act={act} selected={chosen} onClose={closed} />
        </Part>
      )}
      {together && (
        <Part>
          <TogetherDialog entity={entity} {...together} onClose={closed} />
        </Part>
      )}
    </>
  );
}
