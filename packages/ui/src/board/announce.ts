import type { Announcements, UniqueIdentifier } from '@dnd-kit/core';
import type { Text } from '../text/language.ts';
import type { BoardTarget } from './board-props.ts';

/**
 * What is read aloud while a card is carried.
 * @param againstOf why the card in the hand may not go to a place
 */
export function announcementsOf(
  { t }: Text,
  titleOf: (card: UniqueIdentifier) => string,
  targetOf: (place: UniqueIdentifier | undefined) => BoardTarget | undefined,
  againstOf: (place: UniqueIdentifier) => string | undefined,
): Announcements {
  const back = (card: UniqueIdentifier) => t('board.back', { card: titleOf(card) });
  return {
    onDragStart: ({ active }) => t('board.lifted', { card: titleOf(active.id) }),
    onDragOver: ({ active, over }) => {
      if (!over) return undefined;
      const words = t('board.over', { card: titleOf(active.id), stage: targetOf(over.id)?.name ?? '' });
      return [words, againstOf(over.id)].filter(Boolean).join(' ');
    },
    onDragEnd: ({ active, over }) => {
      const target = targetOf(over?.id);
      return target && !target.former ? t('board.dropped', { card: titleOf(active.id), stage: target.name }) : back(active.id);
    },
    onDragCancel: ({ active }) => back(active.id),
  };
}
