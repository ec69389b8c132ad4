import { FilterOutlined, NodeIndexOutlined, SaveOutlined } from '@ant-design/icons';
import { APPLIES } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { ruleInWords, Toolbar, useText } from '@pipewright/ui';
import { Button, Tag } from 'antd';
import { useApp } from '../data/app-context.ts';
import { EVERY, fileWish } from '../data/list-ask.ts';
import { ColumnsButton } from './columns-button.tsx';
import { ExportButton } from './export-button.tsx';
import { FilterChip } from './filter-chip.tsx';
import { hasLine, linesOf, toggleLine, withLine } from './filter-line.ts';
import { GroupButton } from './group-button.tsx';
import { LayoutSwitch } from './layout-switch.tsx';
import { SearchBox } from './search-box.tsx';
import type { ShownList } from './use-list.ts';

/** A rule as an address holds it. */
export const asText = (rule: Rule | undefined) => (rule === undefined ? undefined : JSON.stringify(rule));

const APPLIES_ONLY: Rule = { '!=': [{ var: APPLIES }, null] };

/** What a list is narrowed with: search, filter, columns, and the lines of the filter in words. In the recycle bin no filter holds. */
export function ListToolbar({ shown, onFilter, onSave }: { shown: ShownList; onFilter: () => void; onSave: () => void }) {
  const { app } = useApp();
  const { t, language } = useText();
  const { entity, ask, columns, search, extra, filterFields, nameOf, appliesKnown, set } = shown;
  const words = ruleInWords(search.deleted ? undefined : extra, filterFields, { language, currency: app.currency, t, nameOf });
  return (
    <Toolbar>
      <SearchBox text={search.q} onSearch={(q) => set({ q })} />
      {!search.deleted && (
        <Button icon={<FilterOutlined />} onClick={onFilter}>
          {t('list.filter')}
        </Button>
      )}
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
      {words.map((word, i) => (
        <FilterChip
          key={word}
          words={word}
          fields={filterFields}
          rule={linesOf(extra)[i] ?? null}
          currency={app.currency}
          nameOf={nameOf}
          onChange={(line) => set({ filter: asText(withLine(extra, i, line)) })}
        />
      ))}
    </Toolbar>
  );
}
