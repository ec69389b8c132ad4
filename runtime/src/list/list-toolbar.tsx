import { FilterOutlined } from '@ant-design/icons';
import { ruleInWords, Toolbar, useText } from '@pipewright/ui';
import { Button, Grid } from 'antd';
import { useApp } from '../data/app-context.ts';
import { asText } from '../data/list-ask.ts';
import { FilterChip } from './filter-chip.tsx';
import { linesOf, withLine } from './filter-line.ts';
import { ListTools, ToolsSheet } from './list-tools.tsx';
import { SearchBox } from './search-box.tsx';
import type { ShownList } from './use-list.ts';

/** What a list is narrowed with: search, filter, its tools, and the lines of the filter in words; on a phone the tools lie on a sheet. In the recycle bin no filter holds. */
export function ListToolbar({ shown, onFilter, onSave }: { shown: ShownList; onFilter: () => void; onSave: () => void }) {
  const { app } = useApp();
  const { t, language } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const { search, extra, filterFields, nameOf, set } = shown;
  const words = ruleInWords(search.deleted ? undefined : extra, filterFields, { language, currency: app.currency, t, nameOf });
  return (
    <Toolbar>
      <SearchBox text={search.q} onSearch={(q) => set({ q })} />
      {!search.deleted && (
        <Button icon={<FilterOutlined />} onClick={onFilter} {...(wide ? {} : { 'aria-label': t('list.filter'), title: t('list.filter') })}>
          {wide && t('list.filter')}
        </Button>
      )}
      {wide ? <ListTools shown={shown} onSave={onSave} /> : <ToolsSheet shown={shown} onSave={onSave} />}
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
