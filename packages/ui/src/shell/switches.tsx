import { MoonOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useLanguageChange, useText } from '../text/language.ts';
import { useDark } from './theme.tsx';

/** Changes the language, which takes effect at once. */
export function LanguageSwitch() {
  const { language } = useText();
  const change = useLanguageChange();
  const next = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button type="text" icon={<TranslationOutlined />} lang={next} onClick={() => change(next)}>
      {next === 'en' ? 'English' : '中文'}
    </Button>
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
