import { MoonOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons';
import type { Language } from '@pipewright/definition';
import { Button } from 'antd';
import { useState } from 'react';
import * as look from '../frame/look.module.css';
import { changeLanguage, useText } from '../text/language.ts';
import { useDark } from './theme.tsx';

/** Changes the language, which takes effect at once; `onChange` is told of it. */
export function LanguageSwitch({ onChange }: { readonly onChange?: (language: Language) => void }) {
  const { language, t } = useText();
  const [missing, setMissing] = useState(false);
  const next = language === 'en' ? 'zh-CN' : 'en';
  return (
    <>
      {missing && <span role="alert">{t('state.partMissing')}</span>}
      <Button
        type="text"
        icon={<TranslationOutlined />}
        lang={next}
        onClick={() =>
          void changeLanguage(next)
            .then(() => {
              setMissing(false);
              onChange?.(next);
            })
            .catch(() => setMissing(true))
        }
      >
        <span className={look.spare}>{next === 'en' ? 'English' : '中文'}</span>
      </Button>
    </>
  );
}

/** Changes between light and dark. */
export function DarkSwitch() {
  const { t } = useText();
  const { dark, setDark } = useDark();
  return (
    <Button
      type="text"
      icon={dark ? <SunOutlined /> : <MoonOutlined />}
      aria-label={t(dark ? 'shell.light' : 'shell.dark')}
      onClick={() => setDark(!dark)}
    />
  );
}
