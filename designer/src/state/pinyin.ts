import { useEffect, useState } from 'react';
import type { Romanise } from './key.ts';

const nothing: Romanise = () => '';

/** Writes Chinese as pinyin. The dictionary is large, so it comes when a dialog that names things is first shown. */
export function usePinyin(): Romanise {
  const [romanise, setRomanise] = useState<Romanise>(() => nothing);
  useEffect(() => {
    let wanted = true;
    void import('pinyin-pro').then(({ pinyin }) => {
      if (wanted) setRomanise(() => (chinese: string) => pinyin(chinese, { toneType: 'none', nonZh: 'consecutive' }));
    });
    return () => {
      wanted = false;
    };
  }, []);
  return romanise;
}
