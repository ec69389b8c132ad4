import { EditOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import type { DepartmentJson, TeamPerson } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Button } from 'antd';
import { useState } from 'react';
import * as css from './people.module.css';
import { under, useDeed, within } from './team.ts';

/** The departments of a company under each other. A click shows the people of one; dragged onto another it stands under that, with all it holds. */
export function DepartmentTree({
  departments,
  people,
  chosen,
  onChoose,
  onEdit,
}: {
  departments: readonly DepartmentJson[];
  people: readonly TeamPerson[];
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
  onEdit: (id: string) => void;
}) {
  const { t } = useText();
  const deed = useDeed();
  const [held, setHeld] = useState<string>();
  const [over, setOver] = useState<string | null>();
  const here = people.filter(({ state }) => state !== 'left');
  const fits = (parent: string | null) =>
    held !== undefined &&
    !(parent !== null && within(departments, held).has(parent)) &&
    departments.some((each) => each.id === held && each.parent !== parent);
  /** A line takes what is dropped on it, and that of a department can be dragged itself. */
  const line = (id: string | undefined, name: string, count: number) => {
    const parent = id ?? null;
    const classes = [css.label, chosen === id && css.chosen, over === parent && css.over].filter(Boolean).join(' ');
    return (
      <button
        type="button"
        className={classes}
        aria-pressed={chosen === id}
        draggable={id !== undefined}
        onClick={() => onChoose(id)}
        onDragStart={() => setHeld(id)}
        onDragEnd={() => setHeld(undefined)}
        onDragOver={(event) => {
          if (!fits(parent)) return;
          event.preventDefault();
          setOver(parent);
        }}
        onDragLeave={() => setOver(undefined)}
        onDrop={(event) => {
          event.preventDefault();
          if (held !== undefined && fits(parent)) void deed(call('changeDepartment', { id: held, body: { parent } }), t('people.moved'));
          setOver(undefined);
        }}
      >
        {name} <span className={look.quiet}>{count}</span>
      </button>
    );
  };
  const branch = (parent: string | null) => {
    const found = under(departments, parent);
    return found.length > 0 ? (
      <ul className={css.branch}>
        {found.map(({ id, name }) => {
          const all = within(departments, id);
          return (
            <li key={id}>
              <div className={css.department}>
                {line(id, name, here.filter((each) => all.has(each.department ?? '')).length)}
                <Button
                  type="text"
                  size="small"
                  icon={<EditOutlined />}
                  aria-label={t('people.editDepartment', { name })}
                  onClick={() => onEdit(id)}
                />
              </div>
              {branch(id)}
            </li>
          );
        })}
      </ul>
    ) : null;
  };
  return (
    <>
      <div className={css.department}>{line(undefined, t('people.everybody'), here.length)}</div>
      {branch(null) ?? <p className={look.quiet}>{t('people.noDepartments')}</p>}
    </>
  );
}
