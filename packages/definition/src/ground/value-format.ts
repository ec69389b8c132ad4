import { isDate, isInstant } from '@pipewright/logic';
import { isCompanyId } from './company-id.ts';

/** True for a text of the form of a uuid. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

function isEmail(text: string): boolean {
  return /^[^\s@"<>]{1,64}@[^\s@"<>]+\.[^\s@"<>]+$/.test(text);
}

const says = () => true;

/** What each `format` in the schema of a value means; those that only say what a text is for accept everything. */
export const valueFormats: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  'date-time': isInstant,
  uuid: isUuid,
  email: isEmail,
  'company-id': isCompanyId,
  decimal: says,
  person: says,
  phone: says,
  url: says,
};
