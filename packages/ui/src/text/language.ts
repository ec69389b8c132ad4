import type { Label, Language } from '@pipewright/definition';
import { App as AntApp } from 'antd';
import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime.js';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { firstLanguage, keepLanguage, type Speech, type Speeches } from './speech.ts';

const WORDS = 'translation';
const spoken = new Map<Language, Speech>();
let speeches: Speeches;

async function learn(language: Language): Promise<Speech> {
  const speech = spoken.get(language) ?? (await speeches[language]());
  spoken.set(language, speech);
  return speech;
}

function apply(language: Language): void {
  document.documentElement.lang = language;
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
}

/** Makes the product's words available in the language of this browser; call once before the first screen. */
export async function startLanguage(from: Speeches): Promise<void> {
  speeches = from;
  dayjs.extend(relativeTime);
  const lng = firstLanguage();
  const { words } = await learn(lng);
  await i18next.use(initReactI18next).init({
    lng,
    fallbackLng: false,
    resources: { [lng]: { [WORDS]: words } },
    interpolation: { escapeValue: false },
    keySeparator: false,
  });
  apply(lng);
}

async function changeLanguage(language: Language): Promise<void> {
  const { words } = await learn(language);
  i18next.addResourceBundle(language, WORDS, words);
  keepLanguage(language);
  apply(language);
  await i18next.changeLanguage(language);
}

/** Changes the language at once and remembers it. Where its words cannot be fetched everything stays as it is, and that is said. */
export function useLanguageChange(): (language: Language) => void {
  const { message } = AntApp.useApp();
  const { t } = useText();
  return (language) => void changeLanguage(language).catch(() => message.warning(t('state.partMissing')));
}

/** The words of the library's parts in a language that is spoken. */
export function localeOf(language: Language): Speech['locale'] | undefined {
  return spoken.get(language)?.locale;
}

/** The product's words (`t`), the admin's labels (`say`) and the language they are in. */
export function useText() {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const words = (key: string, params: Record<string, unknown> = {}): string => t(key, params);
  return { t: words, language, say: (label: Label | undefined) => (label ? label[language] : '') };
}
