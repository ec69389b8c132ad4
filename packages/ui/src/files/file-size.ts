const UNITS = ['B', 'KB', 'MB'] as const;

/** A size in bytes as people read it: `1.2 MB`. */
export function sizeInWords(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)));
  const figure = bytes / 1024 ** step;
  return `${figure >= 100 || step === 0 ? Math.round(figure) : Math.round(figure * 10) / 10} ${UNITS[step]}`;
}
