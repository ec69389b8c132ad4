import { FilterOutlined } from '@ant-design/icons';
import type { Entity, View } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { look, ruleInWords, Toolbar, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Button, Grid, Segmented, Select, Tag } from 'antd';
import { useMemo } from 'react';
import { useApp } from '../data/app-context.ts';
import type { ListSearch } from '../data/list-search.ts';
import { askable } from '../data/reach.ts';
import { useRuleNames } from '../data/rule-names.ts';
import { LayoutSwitch } from '../list/layout-switch.tsx';
import { SearchBox } from '../list/search-box.tsx';
import { offered } from './use-pipeline.ts';

/** Which pipeline a board shows, and what it is narrowed with. */
export function BoardToolbar({
  entity,
  pipeline,
  search,
  view,
  filter,
  set,
  onFilter,
}: {
  entity: Entity;
  pipeline: string | undefined;
  search: ListSearch;
  /** The view that narrows the board. */
  view: View | undefined;
  filter: Rule | undefined;
  set: (patch: Partial<Record<keyof ListSearch, string | undefined>>) => void;
  onFilter: () => void;
}) {
  const inApp = useApp();
  const { t, say, language } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const options = offered(entity.process?.pipelines ?? []).map((each) => ({ value: each.key, label: say(each.name) }));
  const asked = useMemo(() => askable(inApp, entity), [inApp, entity]);
  const nameOf = useRuleNames(inApp, asked, filter);
  const words = ruleInWords(filter, asked, { language, currency: inApp.app.currency, t, nameOf });
  const label = t('board.pipeline');
  return (
    <Toolbar>
      {wide ? (
        <Segmented value={pipeline ?? ''} options={options} onChange={(key) => set({ pipeline: String(key) })} aria-label={label} />
      ) : (
        <Select value={pipeline} options={options} onChange={(key) => set({ pipeline: key })} aria-label={label} className={look.wide} />
      )}
      <SearchBox text={search.q} onSearch={(q) => set({ q })} />
      <Button icon={<FilterOutlined />} onClick={onFilter}>
        {t('list.filter')}
      </Button>
      <LayoutSwitch entity={entity} at="board" search={search} />
      {entity.process?.statuses?.future && (
        <Link to="/a/$app/$entity/future" params={{ app: inApp.key, entity: entity.key }}>
          {t('list.future')}
        </Link>
      )}
      {view && (
        <Tag className={look.sentence} closable={{ 'aria-label': t('list.viewOff') }} onClose={() => set({ view: undefined })}>
          {t('list.viewOf', { name: say(view.name) })}
        </Tag>
      )}
      {words.length > 0 && (
        <Tag className={look.sentence} closable={{ 'aria-label': t('filter.remove') }} onClose={() => set({ filter: undefined })}>
          {words.join(' · ')}
        </Tag>
      )}
    </Toolbar>
  );
}
