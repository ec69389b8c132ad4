import { useInfiniteQuery } from '@tanstack/react-query';
import { noticesQuery } from '../data/queries.ts';

/** How many notices of an app are unread, counted up to a hundred; none before the app is known. */
export function useUnread(app: string, known = true): number {
  return useInfiniteQuery({ ...noticesQuery(app), enabled: known }).data?.pages[0]?.unread ?? 0;
}
