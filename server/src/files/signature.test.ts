import { endingsOf, FILE_KIND_NAMES, type FileEnding } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { isWhatItSays } from './signature.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const ZIP = hex('504b03040a');
const OLD = hex('d0cf11e0a1b11ae1');
/** The beginning of one good file of each kind. */
const GOOD: Readonly<Record<FileEnding, Uint8Array>> = {
  ...{ pdf: Buffer.from('%PDF-1.7'), doc: OLD, docx: ZIP, odt: ZIP, rtf: Buffer.from('{\\rtf1'), wps: OLD },
  ...{ xls: OLD, xlsx: ZIP, ods: ZIP, et: OLD, ppt: OLD, pptx: ZIP, odp: ZIP, dps: OLD },
  ...{ png: hex('89504e470d0a1a0a'), jpg: hex('ffd8ffe0'), jpeg: hex('ffd8ffdb'), gif: Buffer.from('GIF89a') },
  webp: Buffer.from('RIFF\u0001\u0001\u0001\u0001WEBPVP8'),
  ...{ dwg: Buffer.from('AC1032'), dxf: Buffer.from('0\nSECTION'), step: Buffer.from('ISO-10303-21;'), stp: Buffer.from('ISO-10303-21;') },
  ...{ txt: Buffer.from('文字'), csv: hex('fffe61000a00'), md: Buffer.from('# A'), eml: Buffer.from('From: a'), msg: OLD },
  ...{ mp3: Buffer.from('ID3'), m4a: Buffer.from('0000ftypM4A'), wav: Buffer.from('RIFF0000WAVE'), mp4: Buffer.from('0000ftypisom') },
  ...{ zip: ZIP, rar: hex('526172211a0700'), '7z': hex('377abcaf271c') },
};
const endings = endingsOf(FILE_KIND_NAMES).map((ending) => ending.slice(1) as FileEnding);

describe('the first bytes of a file', () => {
  it.each(endings)('may be those of %s where they are, and never those of a program or of nothing but zeros', (ending) => {
    expect(isWhatItSays(ending, GOOD[ending])).toBe(true);
    expect(isWhatItSays(ending, Buffer.from('MZ\u0090\u0000\u0003\u0000'))).toBe(false);
    expect(isWhatItSays(ending, hex('7f454c4602010100'))).toBe(false);
    expect(isWhatItSays(ending, new Uint8Array(64))).toBe(false);
  });

  it('of one picture are not those of another', () => {
    const pictures = ['png', 'jpg', 'gif', 'webp'] as const;
    for (const claimed of pictures)
      for (const real of pictures) expect([claimed, real, isWhatItSays(claimed, GOOD[real])]).toEqual([claimed, real, claimed === real]);
  });
});
