import type { InPlace } from '@pipewright/ui';
import type { RecordEdit } from './use-record-edit.ts';

/** The value under edit where it stands, as the view of a record needs it; undefined where there is none. */
export function inPlaceOf({ place, draft, faults, busy, ...edit }: RecordEdit): InPlace | undefined {
  if (draft?.field === undefined) return undefined;
  const { field, values, names } = draft;
  return {
    place,
    field,
    values,
    names,
    faults,
    busy,
    onChange: edit.type,
    onSave: edit.saveValue,
    onLeave: edit.giveUp,
    onRefuse: edit.refuse,
  };
}
