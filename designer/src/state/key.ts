import { RESERVED } from '@pipewright/definition';

/** Writes Chinese in Latin letters. */
export type Romanise = (chinese: string) => string;

/** A key for a label: English words where there are some, else the Chinese in Latin letters; made distinct from those taken. */
export function keyFor(label: { readonly en: string; readonly 'zh-CN': string }, taken: ReadonlySet<string>, romanise: Romanise): string {
  const source = /[a-z]/i.test(label.en) ? label.en : romanise(label['zh-CN']);
  const plain = source
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 36);
  const base = plain || 'part';
  const free = (key: string) => !taken.has(key) && !RESERVED.has(key);
  if (free(base)) return base;
  for (let n = 2; ; n += 1) if (free(`${base}_${n}`)) return `${base}_${n}`;
}
