import type { FileEnding } from '@pipewright/definition';

/** True where a file may be what it claims, by its first bytes. */
type Signature = (head: Buffer) => boolean;

const starts =
  (hex: string, at = 0): Signature =>
  (head) => {
    const wanted = Buffer.from(hex, 'hex');
    return head.subarray(at, at + wanted.length).equals(wanted);
  };
const says = (word: string, at = 0) => starts(Buffer.from(word, 'latin1').toString('hex'), at);
const one =
  (...of: readonly Signature[]): Signature =>
  (head) =>
    of.some((each) => each(head));
const both =
  (...of: readonly Signature[]): Signature =>
  (head) =>
    of.every((each) => each(head));

const zip = one(starts('504b0304'), starts('504b0506'));
/** What Office wrote before 2007, and writes today where a file has a password. */
const compound = starts('d0cf11e0a1b11ae1');
const office = one(zip, compound);
const rtf = says('{\\rtf');
/** Text has no zeros, but for the halves of its characters in UTF-16, which says so. */
const text = one(starts('fffe'), starts('feff'), (head) => !head.includes(0));
const sized = (kind: string) => both(says('RIFF'), says(kind, 8));
const movie = says('ftyp', 4);
const jpeg = starts('ffd8ff');
const step = both(text, (head) => head.subarray(0, 256).includes('ISO-10303-21'));

const SIGNATURES: Readonly<Record<FileEnding, Signature>> = {
  pdf: (head) => head.subarray(0, 1024).includes('%PDF-'),
  doc: one(compound, rtf),
  docx: office,
  odt: zip,
  rtf,
  wps: office,
  xls: compound,
  xlsx: office,
  ods: zip,
  et: office,
  ppt: compound,
  pptx: office,
  odp: zip,
  dps: office,
  png: starts('89504e470d0a1a0a'),
  jpg: jpeg,
  jpeg,
  gif: one(says('GIF87a'), says('GIF89a')),
  webp: sized('WEBP'),
  dwg: says('AC10'),
  dxf: one(text, says('AutoCAD Binary DXF')),
  step,
  stp: step,
  txt: text,
  csv: text,
  md: text,
  eml: text,
  msg: compound,
  mp3: one(says('ID3'), starts('fffb'), starts('fff3'), starts('fff2')),
  m4a: movie,
  wav: sized('WAVE'),
  mp4: movie,
  zip,
  rar: starts('526172211a07'),
  '7z': starts('377abcaf271c'),
};

/** True where the first bytes of a file may be those of what its name claims. */
export function isWhatItSays(ending: FileEnding, head: Uint8Array): boolean {
  return SIGNATURES[ending](Buffer.from(head.buffer, head.byteOffset, head.byteLength));
}
