import { PersonName } from '../shell/avatar.tsx';
import type { Face } from './face.ts';
import { EMPTY } from './operator.ts';

/** The id of something that goes by a name. */
export const named: Face = {
  format: String,
  show: ({ name, t }) => name ?? t('value.outOfSight'),
  operators: ['is', 'is_not', ...EMPTY],
};

/** The id of a person, who has a picture besides the name. */
export const person: Face = {
  ...named,
  show: (showing) => (showing.name === undefined ? named.show(showing) : <PersonName person={String(showing.value)} name={showing.name} />),
};

/** The id of a department; one may also ask for the own one and those below it. */
export const department: Face = { ...named, operators: ['is', 'is_not', 'mine', ...EMPTY] };
