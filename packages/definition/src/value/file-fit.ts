import { type Issue, issue } from '@pipewright/logic';
import { endingsOf, FILE_KIND_NAMES, type FileKind, fileTypeOf } from '../ground/file-kind.ts';
import type { Field } from '../model/field.ts';
import { hasTrait } from '../model/field-type.ts';

const MEGABYTE = 1024 * 1024;

/** What a field takes: the kinds of file, the endings by which they are known, and the most megabytes; `most` is the limit of the installation. */
export function takesFiles(
  field: Field,
  most: number,
): { readonly kinds: readonly FileKind[]; readonly endings: string[]; readonly megabytes: number } {
  const kinds = hasTrait(field, 'pictures') ? (['picture'] as const) : (field.accepts ?? FILE_KIND_NAMES);
  return { kinds, endings: endingsOf(kinds), megabytes: Math.min(field.maxMegabytes ?? most, most) };
}

/** Why a file does not fit into a field by its name and its size in bytes; undefined where it does. */
export function fileIssue(field: Field, { name, size }: { readonly name: string; readonly size: number }, most: number): Issue | undefined {
  const { kinds, endings, megabytes } = takesFiles(field, most);
  const type = fileTypeOf(name);
  if (!type || !kinds.includes(type.kind)) return issue(field.key, 'file.kind', { name, endings: endings.join(' ') });
  if (size === 0) return issue(field.key, 'file.empty', { name });
  return size > megabytes * MEGABYTE ? issue(field.key, 'file.too_large', { name, limit: megabytes }) : undefined;
}
