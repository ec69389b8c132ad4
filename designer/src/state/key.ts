import { RESERVED } from '@pipewright/definition';
import { pinyin } from 'pinyin-pro';

/** A key for a label: English words where there are some, else the pinyin of the Chinese; made distinct from those taken. */
export function keyFor(label: { readonly en: string; readonly 'zh-CN': string }, taken: ReadonlySet<string>): string {
  const chinese = pinyin(label['zh-CN'], { toneType: 'none', nonZh: 'consecutive' });
  const source = /[a-z]/i.test(label.en) ? label.en : chinese;
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
