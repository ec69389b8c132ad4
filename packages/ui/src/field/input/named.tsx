import { ChoiceSelect } from './choice-select.tsx';
import type { FieldInputs } from './input.ts';

/** Something that goes by a name. */
export const named: FieldInputs = { chosen: true, form: (props) => <ChoiceSelect {...props} /> };
