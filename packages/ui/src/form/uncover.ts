import type { SyntheticEvent } from 'react';

/**
 * Brings the input of a field into sight where something that stays at an edge of the page covers a part of it: a browser scrolls to what Tab leads to
 * by its first line only, and for a press not at all. What is seen whole stays where it is, and so does what is larger than its window.
 */
export function uncover({ currentTarget }: SyntheticEvent<HTMLElement>): void {
  const input = [...currentTarget.children].find(({ tagName }) => tagName !== 'LABEL');
  if (!input) return;
  const { left, top, bottom, height, width } = input.getBoundingClientRect();
  const isFree = (y: number) => input.contains(document.elementFromPoint(left + Math.min(width / 2, 24), y));
  if (height < window.innerHeight / 2 && !(isFree(top + 2) && isFree(bottom - 2))) input.scrollIntoView({ block: 'nearest' });
}
