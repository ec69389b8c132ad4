/** A reading of the clock as people write it (`9`, `9:30`, `0930`, `9：30`, `9点半`, `24:00`), as `HH:MM`; undefined for what is none. */
export function readClock(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/半$/, '30')
    .replace(/[点时.](?=\d)/, ':')
    .replace(/[点时分]$/, '');
  const [, hour = '', minute = '00'] = /^(\d{1,2}):?(\d{2})?$/.exec(plain) ?? [];
  if (hour === '') return undefined;
  const read = `${hour.padStart(2, '0')}:${minute}`;
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(read) ? read : undefined;
}
