import { ConfigProvider, theme } from 'antd';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { Nothing } from '../frame/nothing.tsx';
import { localeOf, TextContext, useSpokenText } from '../text/language.ts';
import { ClearSign } from './clear-sign.tsx';
import { applyDark, firstDark, keepDark } from './dark.ts';

const Dark = createContext<{ dark: boolean; setDark: (dark: boolean) => void }>({ dark: false, setDark: () => undefined });

/** Whether the screen is dark, and the switch for it. */
export function useDark() {
  return useContext(Dark);
}

/** The one theme: colours, density, language of the parts, light and dark, and motion where it is wanted. Everything on screen stands inside it. */
export function Theme({ children }: { children: ReactNode }) {
  const text = useSpokenText();
  const locale = localeOf(text.language);
  const [dark, setState] = useState(firstDark);
  const setDark = (next: boolean) => {
    keepDark(next);
    setState(next);
  };
  useEffect(() => applyDark(dark), [dark]);
  const fontFamily = "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans', sans-serif";
  return (
    <Dark.Provider value={{ dark, setDark }}>
      <ConfigProvider
        renderEmpty={() => <Nothing of="matches" small text={text.t('form.nothingFound')} />}
        button={{ autoInsertSpace: false }}
        select={{ clearIcon: <ClearSign byTab /> }}
        {...(locale ? { locale } : {})}
        theme={{
          // The class that both pages carry: style sheets have the tokens as `--ant-color-text` everywhere, and never another colour than the library's own parts.
          cssVar: { key: 'pw-theme' },
          algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: {
            colorPrimary: dark ? '#2f6fe4' : '#1c5fd4',
            // Lighter ones, which the library would make, leave white words on a button hard to read.
            colorPrimaryHover: dark ? '#2a63cf' : '#164aa6',
            colorLink: dark ? '#85b4ff' : '#1c5fd4',
            // Under the pointer a link must stay readable too.
            colorLinkHover: dark ? '#a9ccff' : '#164aa6',
            colorLinkActive: dark ? '#85b4ff' : '#123c87',
            colorErrorText: dark ? '#ff8a8a' : '#c21f1f',
            colorError: dark ? '#e04545' : '#cf2a2a',
            colorTextDescription: dark ? '#a6a6a6' : '#5c6470',
            colorTextPlaceholder: dark ? '#8c8c8c' : '#6b7280',
            colorTextTertiary: dark ? '#a6a6a6' : '#5c6470',
            borderRadius: 6,
            motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
            fontSize: 14,
            fontFamily,
          },
          components: {
            Layout: { headerBg: dark ? '#1f1f1f' : '#ffffff', siderBg: dark ? '#1f1f1f' : '#ffffff', bodyBg: dark ? '#141414' : '#f5f6f8' },
            Menu: { itemHeight: 36, activeBarBorderWidth: 0, ...(dark ? { itemSelectedColor: '#a9ccff' } : {}) },
            Tabs: dark ? { itemSelectedColor: '#a9ccff', itemHoverColor: '#a9ccff', itemActiveColor: '#a9ccff' } : {},
          },
        }}
      >
        <TextContext.Provider value={text}>{children}</TextContext.Provider>
      </ConfigProvider>
    </Dark.Provider>
  );
}
