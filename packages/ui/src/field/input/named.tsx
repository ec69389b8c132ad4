import { ChoiceSelect } from './choice-select.tsx';
import type { FieldInputs } from './input.ts';

/** Something that goes by a name. */
export const named: FieldInputs = { form: (props) => <ChoiceSelect {...props} /> };
