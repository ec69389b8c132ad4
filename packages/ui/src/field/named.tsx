import type { Face } from './face.ts';
import { EMPTY } from './operator.ts';

/** The id of something that goes by a name. */
export const named: Face = {
  format: String,
  show: ({ name, t }) => name ?? t('value.outOfSight'),
  operators: ['is', 'is_not', ...EMPTY],
};
