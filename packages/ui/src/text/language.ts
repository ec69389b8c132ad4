import type { Label, Language } from '@pipewright/definition';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import relativeTime from 'dayjs/plugin/relativeTime.js';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en.ts';
import { zh } from './zh.ts';

const KEPT = 'pipewright.language';
dayjs.extend(relativeTime);

function initial(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'en' || kept === 'zh-CN') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function apply(language: Language): void {
  document.documentElement.lang = language;
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
}

/** Makes the product's words available; call once before the first screen. */
export async function startLanguage(): Promise<void> {
  const lng = initial();
  await i18next.use(initReactI18next).init({
    lng,
    fallbackLng: false,
    resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
    interpolation: { escapeValue: false },
    keySeparator: false,
  });
  apply(lng);
}

/** Changes the language at once and remembers it. */
export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  apply(language);
  await i18next.changeLanguage(language);
}

/** The product's words (`t`), the admin's labels (`say`) and the language they are in. */
export function useText() {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const words = (key: string, params: Record<string, unknown> = {}): string => t(key, params);
  return { t: words, language, say: (label: Label | undefined) => (label ? label[language] : '') };
}
