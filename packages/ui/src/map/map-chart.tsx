import { CompressOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import * as look from '../frame/look.module.css';
import { tones } from '../shell/color.ts';
import { useText } from '../text/language.ts';
import type { Drawing } from './drawing.ts';
import { FoldButton } from './fold-button.tsx';
import type { Forest } from './forest.ts';
import { BOX, type Layout } from './layout.ts';
import * as css from './map.module.css';
import { optionOf } from './person.ts';
import { PersonFace } from './person-face.tsx';
import { PersonMenu } from './person-menu.tsx';
import { treeItem } from './tree-item.ts';
import { NOWHERE, useCarry } from './use-carry.ts';

const [SMALLEST, LARGEST, STEP] = [0.4, 1.4, 0.2];

/** The map as a chart of boxes, each under whom that person reports to, which a box is dragged onto. */
export function MapChart({
  label,
  forest,
  layout,
  drawing,
  tools,
}: {
  label: string;
  forest: Forest;
  layout: Layout;
  drawing: Drawing;
  /** What stands beside the buttons. */
  tools: ReactNode;
}) {
  const { t } = useText();
  const { people, fields, acts, menu, setAt, setMenu, ask } = drawing;
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  const { carried, carry } = useCarry(forest, acts.place);
  const zoom = (by: number) => setScale((now) => Math.min(LARGEST, Math.max(SMALLEST, Math.round((now + by) * 10) / 10)));
  const fit = () =>
    setScale(Math.min(1, Math.max(SMALLEST, ((frame.current?.clientWidth ?? layout.width) - 32) / Math.max(1, layout.width))));
  const held = carried && people.get(carried.id);
  return (
    <>
      <Flex gap={8} align="center" wrap className={look.note ?? ''}>
        {tools}
        <span className={look.rest} />
        <Button
          size="small"
          icon={<ZoomOutOutlined />}
          aria-label={t('map.smaller')}
          title={t('map.smaller')}
          onClick={() => zoom(-STEP)}
        />
        <Button size="small" icon={<ZoomInOutlined />} aria-label={t('map.larger')} title={t('map.larger')} onClick={() => zoom(STEP)} />
        <Button size="small" icon={<CompressOutlined />} aria-label={t('map.fit')} title={t('map.fit')} onClick={fit} />
      </Flex>
      <div className={css.frame} ref={frame}>
        {carried && (
          <div data-drop={NOWHERE} className={`${css.free} ${carried.over === NOWHERE ? css.welcome : ''}`}>
            {t('map.drop')}
          </div>
        )}
        <div className={css.ground} style={{ width: layout.width * scale, height: layout.height * scale }}>
          <div
            role="tree"
            aria-label={label}
            className={css.tree}
            style={{ width: layout.width, height: layout.height, transform: `scale(${scale})` }}
          >
            <svg aria-hidden="true" className={css.lines} width={layout.width} height={layout.height}>
              {layout.lines.map(({ id, points }) => (
                <polyline key={id} points={points.map((point) => point.join()).join(' ')} />
              ))}
            </svg>
            {layout.loose !== undefined && forest.tops.length > 0 && (
              <div className={`${css.loose} ${look.quiet}`} style={{ top: layout.loose - BOX.drop + 4 }} role="presentation">
                {t('map.loose')}
              </div>
            )}
            {layout.boxes.map(({ id, x, y }) => {
              const person = people.get(id);
              if (!person) return null;
              const over = carried?.over === id ? (carried.fits ? css.welcome : css.unwelcome) : '';
              const color = optionOf(fields, person, 'attitude')?.color;
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: its role, that of a tree item, is among what is spread
                <div
                  key={id}
                  {...treeItem(forest, drawing, id)}
                  className={`${css.box} ${over} ${carried?.id === id ? css.away : ''}`}
                  style={{ left: x, top: y, width: BOX.width, height: BOX.height, borderInlineStartColor: color && tones[color].line }}
                  onFocus={() => setAt(id)}
                  onContextMenu={(event) => {
                    event.preventDefault();
                    setMenu(id);
                  }}
                  onPointerDown={(event) => carry(id, event)}
                >
                  <PersonFace person={person} fields={fields} onOpen={() => acts.open(id)} />
                  <PersonMenu
                    person={person}
                    fields={fields}
                    acts={acts}
                    open={menu === id}
                    onOpen={(open) => setMenu(open ? id : undefined)}
                    onPlace={() => ask(id)}
                  />
                  <FoldButton id={id} forest={forest} drawing={drawing} />
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {held && carried && (
        <div className={css.held} style={{ left: carried.x, top: carried.y }}>
          {held.name}
        </div>
      )}
    </>
  );
}
