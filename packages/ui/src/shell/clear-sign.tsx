import { CloseCircleFilled } from '@ant-design/icons';
import { useLayoutEffect, useRef } from 'react';
import { useText } from '../text/language.ts';

/**
 * The sign that empties an input, said in the language of the screen. Where keys have another way to do so it is for pointers only: Tab goes on to the
 * next field, not to it.
 */
export function ClearSign({ byTab = false }: { byTab?: boolean }) {
  const { t } = useText();
  const sign = useRef<HTMLSpanElement>(null);
  const words = t('form.clear');
  useLayoutEffect(() => {
    // The button around it is the library's, which takes neither.
    const button = sign.current?.closest('button');
    button?.setAttribute('aria-label', words);
    if (!byTab) button?.setAttribute('tabindex', '-1');
  }, [words, byTab]);
  return <CloseCircleFilled ref={sign} />;
}
