import { PAGE } from '@pipewright/definition';
import { refuse } from '../ground/refusal.ts';

/** How much a page holds, as an address says it; as much as usual where it says nothing. */
export function pageSize(text: string | undefined, usual: number = PAGE.usual): number {
  if (text === undefined) return usual;
  const size = /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  return size >= 1 && size <= PAGE.most ? size : refuse('query.limit', undefined, 'limit');
}
