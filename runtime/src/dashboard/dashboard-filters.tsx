import { type DepartmentJson, daysIn, type Field, isPeriod, PERIODS } from '@pipewright/definition';
import { FieldInput, Toolbar, useText } from '@pipewright/ui';
import { Button, DatePicker, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import * as css from './dashboard.module.css';
import type { DashboardSearch } from './dashboard-search.ts';

const CUSTOM = 'custom';

interface FiltersProps {
  readonly search: DashboardSearch;
  readonly today: string;
  readonly departments: readonly DepartmentJson[];
  /** The owner as a field, where this person may ask about it. */
  readonly owner: Field | undefined;
  readonly ownerName: string | undefined;
  /** True where this person may ask about departments. */
  readonly departmentKnown: boolean;
  readonly onChange: (patch: DashboardSearch) => void;
}

/** What all figures of a page are narrowed to: a period, a department with those below it, an owner. */
export function DashboardFilters({ search, today, departments, owner, ownerName, departmentKnown, onChange }: FiltersProps) {
  const { t } = useText();
  const { period } = search;
  const days = daysIn(period, today);
  const own = days && !isPeriod(period ?? '') ? days : undefined;
  const startOwn = () => onChange({ period: `${(days ?? { from: `${today.slice(0, 7)}-01` }).from}..${(days ?? { to: today }).to}` });
  return (
    <Toolbar label={t('dashboard.filters')}>
      <Select
        className={css.pick}
        aria-label={t('dashboard.periodLabel')}
        placeholder={t('dashboard.anyPeriod')}
        allowClear
        value={own ? CUSTOM : days ? period : undefined}
        onChange={(next: string | undefined) => (next === CUSTOM ? startOwn() : onChange({ period: next }))}
        options={[...PERIODS.map((each) => ({ value: each, label: t(`period.${each}`) })), { value: CUSTOM, label: t('period.custom') }]}
      />
      {own && (
        <DatePicker.RangePicker
          className={css.range}
          allowClear={false}
          aria-label={t('period.custom')}
          format="YYYY-MM-DD"
          value={[dayjs(own.from), dayjs(own.to)]}
          onChange={(chosen) => {
            const [from, to] = chosen ?? [];
            if (from && to) onChange({ period: `${from.format('YYYY-MM-DD')}..${to.format('YYYY-MM-DD')}` });
          }}
        />
      )}
      {departmentKnown && departments.length > 0 && (
        <TreeSelect
          className={css.pick}
          aria-label={t('dashboard.departmentLabel')}
          placeholder={t('dashboard.anyDepartment')}
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeDefaultExpandAll
          popupMatchSelectWidth={false}
          treeDataSimpleMode={{ id: 'value', pId: 'parent', rootPId: '' }}
          treeData={departments.map(({ id, name, parent }) => ({ value: id, title: name, parent: parent ?? '' }))}
          value={departments.some(({ id }) => id === search.department) ? search.department : undefined}
          onChange={(next: string | undefined) => onChange({ department: next })}
        />
      )}
      {owner && (
        <div className={css.pick}>
          <FieldInput
            field={owner}
            label={t('dashboard.ownerLabel')}
            currency=""
            placeholder={t('dashboard.anyOwner')}
            value={search.owner ?? null}
            name={ownerName}
            onChange={(next) => onChange({ owner: typeof next === 'string' ? next : undefined })}
          />
        </div>
      )}
      {Object.values(search).some(Boolean) && (
        <Button type="text" onClick={() => onChange({ period: undefined, department: undefined, owner: undefined })}>
          {t('dashboard.clear')}
        </Button>
      )}
    </Toolbar>
  );
}
