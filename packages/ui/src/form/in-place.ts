import type { Fault } from '@pipewright/definition';
import type { FormValues } from './record-form-later.tsx';

/** One value of a record under edit where it stands, and the ways on from it. */
export interface InPlace {
  /** What the id of its input begins with, which tells it from another record under edit on the same page. */
  readonly place: string;
  readonly field: string;
  /** The values of the form, with what was typed. */
  readonly values: FormValues;
  readonly names: Readonly<Record<string, string>>;
  /** What is wrong with it, by whomever it was found. */
  readonly faults: readonly Fault[];
  readonly busy: boolean;
  readonly onChange: (values: FormValues, names: Readonly<Record<string, string>>) => void;
  /** Saves, and goes on to another value where one is named. */
  readonly onSave: (next?: string) => void;
  readonly onLeave: () => void;
  /** Called with what is wrong where the value is not fit to be sent; to be given back as `faults`. */
  readonly onRefuse: (faults: readonly Fault[]) => void;
}
