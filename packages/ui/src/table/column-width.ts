import type { FieldType } from '@pipewright/definition';
import type { PointerEvent } from 'react';

/** No column is narrower, in pixels. */
const NARROWEST = 64;
const WIDEST = 900;

const USUAL: Readonly<Partial<Record<FieldType, number>>> = {
  long_text: 280,
  text: 220,
  reference: 200,
  datetime: 160,
  date: 120,
  boolean: 90,
};
const OTHERS = 150;
// Room for the edges of a heading, its menu and the sign of the order; and for a letter of each kind.
const AROUND = 54;
const HAN = 14.5;
const LETTER = 8;
const LONGEST = 240;

/** How wide a column begins, in pixels: as its values need it, and its title. */
export function usualWidth(type: FieldType, title: string): number {
  const letters = [...title].reduce((sum, letter) => sum + (/[\p{Script=Han}（）]/u.test(letter) ? HAN : LETTER), 0);
  return Math.max(USUAL[type] ?? OTHERS, Math.min(LONGEST, Math.ceil(letters) + AROUND));
}

const fitting = (width: number) => Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));

/**
 * Lets a person draw the edge of a heading. All columns keep the width they have on screen but for that one; nothing is drawn anew until the edge is let
 * go, when all widths are told, by field.
 */
export function drawEdge(event: PointerEvent<HTMLElement>, onWidths: (widths: Readonly<Record<string, number>>) => void): void {
  const heading = event.currentTarget.closest('th');
  const table = heading?.closest('table');
  if (!heading || !table) return;
  event.preventDefault();
  const headings = [...table.querySelectorAll<HTMLElement>('th[data-column]')];
  const cols = [...table.querySelectorAll<HTMLElement>('col[data-column]')];
  const widths = headings.map((each) => each.getBoundingClientRect().width);
  const rest = table.getBoundingClientRect().width - widths.reduce((sum, width) => sum + width, 0);
  const [from, at] = [event.clientX, headings.indexOf(heading)];
  const start = widths[at] ?? NARROWEST;
  const show = () => {
    for (const [i, col] of cols.entries()) col.style.width = `${widths[i]}px`;
    table.style.minWidth = '0';
    table.style.width = `${rest + widths.reduce((sum, width) => sum + width, 0)}px`;
  };
  const move = ({ clientX }: globalThis.PointerEvent) => {
    widths[at] = fitting(start + clientX - from);
    show();
  };
  const end = () => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', end);
    removeEventListener('pointercancel', end);
    onWidths(Object.fromEntries(headings.map((each, i) => [each.dataset.column ?? '', Math.round(widths[i] ?? NARROWEST)])));
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', end);
  addEventListener('pointercancel', end);
}

/** The width after a step wider or narrower. */
export function stepped(width: number, way: 1 | -1): number {
  return fitting(width + way * 40);
}
