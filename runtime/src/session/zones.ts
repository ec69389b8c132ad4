import type { Language } from '@pipewright/definition';

/** A zone to choose: its name in the tz database, and how people know it. */
export interface ZoneOption {
  readonly value: string;
  readonly label: string;
}

const part = (zone: string, language: Language, timeZoneName: 'longOffset' | 'longGeneric') =>
  new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value ??
  '';

/** How people know a zone: how far it is from UTC, its city, which stays in sight where there is little room, and what its time is called. */
export function zoneLabel(zone: string, language: Language): string {
  const offset = part(zone, 'en', 'longOffset').replace('GMT', 'UTC');
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return `${offset === 'UTC' ? 'UTC+00:00' : offset} · ${city} · ${part(zone, language, 'longGeneric')}`;
}

/** All zones that this browser knows, from west to east. */
export function zoneOptions(language: Language): ZoneOption[] {
  const minutes = (label: string) => {
    const [, sign = '+', hours = '0', rest = '0'] = /^UTC([+-])(\d+):(\d+)/.exec(label) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest));
  };
  return Intl.supportedValuesOf('timeZone')
    .map((value) => ({ value, label: zoneLabel(value, language) }))
    .sort((a, b) => minutes(a.label) - minutes(b.label) || (a.label < b.label ? -1 : 1));
}
