/**
 * The files that can be kept, by what people call them: for each kind the endings of its names and the media type of each. What is not listed is not
 * kept: a closed list is what keeps programs and pages with scripts out.
 */
export const FILE_KINDS = {
  pdf: { pdf: 'application/pdf' },
  document: {
    doc: 'application/msword',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    odt: 'application/vnd.oasis.opendocument.text',
    rtf: 'application/rtf',
    wps: 'application/vnd.ms-works',
  },
  sheet: {
    xls: 'application/vnd.ms-excel',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
    et: 'application/octet-stream',
  },
  slides: {
    ppt: 'application/vnd.ms-powerpoint',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    odp: 'application/vnd.oasis.opendocument.presentation',
    dps: 'application/octet-stream',
  },
  picture: { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' },
  drawing: { dwg: 'image/vnd.dwg', dxf: 'image/vnd.dxf', step: 'model/step', stp: 'model/step' },
  text: { txt: 'text/plain', csv: 'text/csv', md: 'text/markdown' },
  mail: { eml: 'message/rfc822', msg: 'application/vnd.ms-outlook' },
  media: { mp3: 'audio/mpeg', m4a: 'audio/mp4', wav: 'audio/wav', mp4: 'video/mp4' },
  archive: { zip: 'application/zip', rar: 'application/vnd.rar', '7z': 'application/x-7z-compressed' },
} as const;
/** A kind of file. */
export type FileKind = keyof typeof FILE_KINDS;
type EndingsOf<K extends FileKind> = K extends FileKind ? keyof (typeof FILE_KINDS)[K] : never;
/** The ending of a name, which says what a file claims to be: `pdf`. */
export type FileEnding = EndingsOf<FileKind>;
/** The names of all kinds, in the order in which they are offered. */
export const FILE_KIND_NAMES = Object.keys(FILE_KINDS) as [FileKind, ...FileKind[]];

const kindOf = new Map(FILE_KIND_NAMES.flatMap((kind) => Object.keys(FILE_KINDS[kind]).map((ending) => [ending, kind] as const)));

/** What a file claims to be by its name; undefined for what cannot be kept. */
export function fileTypeOf(name: string): { readonly kind: FileKind; readonly ending: FileEnding; readonly media: string } | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const kind = name.includes('.') ? kindOf.get(ending) : undefined;
  if (!kind) return undefined;
  const media = (FILE_KINDS[kind] as Readonly<Record<string, string>>)[ending] ?? '';
  return { kind, ending: ending as FileEnding, media };
}

/** The endings of some kinds, as people and browsers write them: `.png`. */
export function endingsOf(kinds: readonly FileKind[]): string[] {
  return kinds.flatMap((kind) => Object.keys(FILE_KINDS[kind]).map((ending) => `.${ending}`));
}
