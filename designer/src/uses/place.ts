/** The page of the designer on which a part is shaped, by the part's path; undefined where there is none. */
export function placeOf(path: string): string | undefined {
  const [list, key, inside] = path.split('.');
  if (list === 'roles' || list === 'calendars') return list;
  if (list === 'parts') return 'modules';
  if (list === 'automations' && key) return `automation/${key}`;
  if (list !== 'entities' || !key) return undefined;
  return `${inside === 'process' ? 'pipeline' : 'entity'}/${key}`;
}
