import { PlusOutlined } from '@ant-design/icons';
import {
  addBand,
  addLevel,
  type Band,
  freshKey,
  freshNodeKey,
  type Level,
  MOST_TIME,
  newNode,
  setAfter,
  type TriggerOf,
} from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Grid, InputNumber } from 'antd';
import * as css from './automation.module.css';
import type { Editing } from './editing.ts';
import { PlaceFaults } from './place-faults.tsx';

/** What of a ladder is chosen: one of its levels, or one of its rows. */
export type Chosen = { readonly kind: 'level' | 'band'; readonly key: string };

// The same in both, so that the other language follows what is typed in one.
const both = (text: string) => ({ en: text, 'zh-CN': text });
const MOST_LEVELS = 9;
const MOST_BANDS = 30;
/** True where a level is reached no later than one before it. */
const flat = ({ after }: Band, levels: readonly Level[], place: number) => {
  const own = after[levels[place]?.key ?? ''];
  return own !== undefined && levels.slice(0, place).some(({ key }) => (after[key] ?? 0) >= own);
};

/** A ladder as a table: a row for each kind of record, a column for each level, and in each cell after how long. */
export function LadderEditor({
  editing,
  on,
  chosen,
  onChoose,
}: {
  editing: Editing;
  on: TriggerOf<'since'>;
  chosen: Chosen | undefined;
  onChoose: (chosen: Chosen) => void;
}) {
  const { t, say } = useDesignText();
  const { draft, entity, automation, change, path } = editing;
  const { levels, bands, unit } = on;
  const wide = Grid.useBreakpoint().md !== false;
  const choose = (kind: Chosen['kind'], key: string, name: string) => (
    <button
      type="button"
      className={look.bare}
      aria-pressed={chosen?.kind === kind && chosen.key === key}
      onClick={() => onChoose({ kind, key })}
    >
      {name}
    </button>
  );
  const level = () => {
    const key = freshKey(
      levels.map((each) => each.key),
      'level',
    );
    const node = newNode(draft.app, entity, 'notify', freshNodeKey(automation));
    if (node) change((each) => addLevel(each, { key, name: both(t('automate.level', { count: levels.length + 1 })) }, node));
    onChoose({ kind: 'level', key });
  };
  const band = () => {
    const key = freshKey(
      bands.map((each) => each.key),
      'band',
    );
    const name = both(t('automate.band', { count: bands.length }));
    change((each) => addBand(each, { key, name, when: null, after: bands.at(-1)?.after ?? {} }));
    onChoose({ kind: 'band', key });
  };
  return (
    <>
      <div className={css.scroll}>
        <table className={css.ladder}>
          <caption className={look.unseen}>{t('automate.ladder')}</caption>
          <thead>
            <tr>
              <th scope="col">
                {t('automate.rows')}
                {!wide && <div className={look.aside}>{t(`unit.${unit}`)}</div>}
              </th>
              {levels.map((each) => (
                <th key={each.key} scope="col" className={chosen?.key === each.key ? css.chosen : ''}>
                  {choose('level', each.key, say(each.name))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bands.map((each) => (
              <tr key={each.key}>
                <th scope="row" className={chosen?.key === each.key ? css.chosen : ''}>
                  {choose('band', each.key, say(each.name))}
                </th>
                {levels.map((column, i) => (
                  <td key={column.key}>
                    <InputNumber
                      aria-label={t('automate.cell', { band: say(each.name), level: say(column.name) })}
                      className={css.cell}
                      min={1}
                      max={MOST_TIME}
                      precision={0}
                      status={flat(each, levels, i) ? 'error' : ''}
                      {...(wide ? { suffix: t(`unit.${unit}`) } : {})}
                      placeholder={t('automate.never')}
                      value={each.after[column.key] ?? null}
                      onChange={(time) => change((one) => setAfter(one, each.key, column.key, time ?? undefined))}
                    />
                    {flat(each, levels, i) && <div className={look.bad}>{t('automate.notLater')}</div>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PlaceFaults faults={draft.faults.filter(({ path: at }) => at !== `${path}.on.openHours`)} path={`${path}.on`} />
      <Flex gap={8} wrap className={look.after}>
        <Button icon={<PlusOutlined />} disabled={levels.length >= MOST_LEVELS} onClick={level}>
          {t('automate.addLevel')}
        </Button>
        <Button icon={<PlusOutlined />} disabled={bands.length >= MOST_BANDS} onClick={band}>
          {t('automate.addBand')}
        </Button>
      </Flex>
    </>
  );
}
