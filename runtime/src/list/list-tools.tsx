import { MoreOutlined, NodeIndexOutlined, SaveOutlined } from '@ant-design/icons';
import { APPLIES } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { look, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { asText, EVERY, fileWish } from '../data/list-ask.ts';
import { ColumnsButton } from './columns-button.tsx';
import { ExportButton } from './export-button.tsx';
import { hasLine, toggleLine } from './filter-line.ts';
import { GroupButton } from './group-button.tsx';
import { LayoutSwitch } from './layout-switch.tsx';
import type { ShownList } from './use-list.ts';

const APPLIES_ONLY: Rule = { '!=': [{ var: APPLIES }, null] };

/** How a list looks and what is done with all of it: as a board, in groups, its columns, kept as a view, taken along, and what another pipeline applies to. */
export function ListTools({ shown, onSave }: { shown: ShownList; onSave: () => void }) {
  const { t } = useText();
  const { entity, ask, columns, search, extra, appliesKnown, set } = shown;
  return (
    <>
      {!search.deleted && (
        <LayoutSwitch entity={entity} at="list" search={{ ...search, view: shown.view?.key === EVERY ? undefined : shown.view?.key }} />
      )}
      <GroupButton shown={shown} />
      <ColumnsButton shown={shown} />
      {!search.deleted && (
        <Button icon={<SaveOutlined />} onClick={onSave}>
          {t('list.saveView')}
        </Button>
      )}
      {entity.process?.statuses?.future && !search.deleted && (
        <Link to="/a/$app/$entity/future" params={{ app: ask.app, entity: entity.key }}>
          {t('list.future')}
        </Link>
      )}
      <ExportButton entity={entity} wish={fileWish(ask, columns, shown.group)} text={t('list.export')} />
      {appliesKnown && !search.deleted && (
        <Tag.CheckableTag
          checked={hasLine(extra, APPLIES_ONLY)}
          icon={<NodeIndexOutlined />}
          onChange={() => set({ filter: asText(toggleLine(extra, APPLIES_ONLY)) })}
        >
          {t('list.applies')}
        </Tag.CheckableTag>
      )}
    </>
  );
}

/** The same on a phone, where they lie on a sheet that one button opens. */
export function ToolsSheet({ shown, onSave }: { shown: ShownList; onSave: () => void }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const by = shown.group?.key;
  // Once something of it is chosen that changes the list below, the list is what one wants to see.
  useEffect(() => setOpen(false), [by]);
  return (
    <>
      <Button icon={<MoreOutlined />} aria-label={t('list.tools')} title={t('list.tools')} onClick={() => setOpen(true)} />
      <Drawer open={open} placement="bottom" size="auto" title={t('list.tools')} onClose={() => setOpen(false)}>
        <div className={look.sheet}>
          <ListTools
            shown={shown}
            onSave={() => {
              setOpen(false);
              onSave();
            }}
          />
        </div>
      </Drawer>
    </>
  );
}
