import { SwapOutlined } from '@ant-design/icons';
import type { Entity, RecordJson } from '@pipewright/definition';
import { later, Part, Toolbar, useText } from '@pipewright/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { ACT_ICONS } from '../act/act-icon.tsx';
import type { Whole } from '../act/assign/assigning.ts';
import { ACTS, actsOn, type StandingAct } from '../act/standing.ts';
import { useApp } from '../data/app-context.ts';
import { mayBeAssigned } from '../data/reach.ts';

const AssignDialog = later(() => import('../act/assign/assign-dialog.tsx').then((module) => module.AssignDialog));
const BulkDialog = later(() => import('./bulk-dialog.tsx').then((module) => module.BulkDialog));

/** The acts that ask for nothing but a reason and a day, so that many records can be given the same answer. */
const TOGETHER: ReadonlySet<StandingAct> = new Set(['rechoose', 'resume', 'wake', 'reopen', 'restore', 'pause', 'future', 'void']);

/** What can be done with the selected records together; it is open while any are. */
export function BulkBar({
  open,
  entity,
  records,
  whole,
  onClear,
}: {
  open: boolean;
  entity: Entity;
  records: readonly RecordJson[];
  /** What the list shows, of which the records may be a part. */
  whole: Whole;
  onClear: () => void;
}) {
  const inApp = useApp();
  const { role } = inApp;
  const { t } = useText();
  const [act, setAct] = useState<StandingAct>();
  // The records as they were selected: doing it may take them out of the list on screen.
  const [chosen, setChosen] = useState<readonly RecordJson[]>([]);
  const [assigning, setAssigning] = useState(false);
  if (!open && !act && !assigning) return null;
  const offered = ACTS.filter((each) => TOGETHER.has(each) && records.some((record) => actsOn(entity, role, record).includes(each)));
  return (
    <>
      <Toolbar label={t('bulk.bar')}>
        <strong>{t('bulk.selected', { count: records.length })}</strong>
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
        <Button type="text" onClick={onClear}>
          {t('bulk.clear')}
        </Button>
      </Toolbar>
      {assigning && (
        <Part>
          <AssignDialog
            entity={entity}
            records={chosen}
            whole={whole}
            onClose={(tried) => {
              setAssigning(false);
              if (tried) onClear();
            }}
          />
        </Part>
      )}
      {act && (
        <Part>
          <BulkDialog
            entity={entity}
            act={act}
            selected={chosen}
            onClose={(done) => {
              setAct(undefined);
              if (done) onClear();
            }}
          />
        </Part>
      )}
    </>
  );
}
