import { basename } from 'node:path';

/**
 * The name on the page of a class of a style sheet: `look_wide` for `.wide` of `look.module.css`. Short and to be read; that no two sheets of the web apps have
 * the same file name is held by a test.
 * @param sheet the path of the style sheet
 */
export function className(name: string, sheet: string): string {
  return `${basename(sheet).replace(/\.module\.css.*$/, '')}_${name}`;
}
