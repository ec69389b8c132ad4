import type { Label } from '../ground/label.ts';
import type { Field } from '../model/field.ts';
import { takes } from '../model/field-settings.ts';
import { fieldTypes, hasTrait, isTimed } from '../model/field-type.ts';

/** How a sentence asks for a field that is empty: what is picked from a list or a calendar is chosen, a file is uploaded, everything else is filled in. */
export function asksFor(field: Pick<Field, 'type'>): Label {
  const picked = takes(field, 'options') || fieldTypes[field.type].names !== null || isTimed(field);
  return { en: 'is missing', 'zh-CN': picked ? '请选择' : hasTrait(field, 'files') ? '请上传' : '请填写' };
}
