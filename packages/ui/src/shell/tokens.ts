import type { GlobalToken } from 'antd';

/** The colours of the theme under the names that style sheets know them by. */
export function tokensOf(token: GlobalToken, dark: boolean): Readonly<Record<string, string>> {
  return {
    '--pw-ink': token.colorText,
    '--pw-quiet': token.colorTextDescription,
    '--pw-link': token.colorLink,
    '--pw-bad': token.colorErrorText,
    '--pw-warn': token.colorWarningText,
    '--pw-accent': token.colorPrimary,
    '--pw-accent-ground': token.colorPrimaryBg,
    '--pw-ground': token.colorBgContainer,
    '--pw-faint': token.colorFillQuaternary,
    '--pw-fill': token.colorFillTertiary,
    '--pw-line': token.colorBorderSecondary,
    '--pw-edge': token.colorBorder,
    '--pw-lifted': token.boxShadow,
    '--pw-head': dark ? '#1d1d1d' : '#fafafa',
    '--pw-chosen': dark ? '#15233f' : '#e8f0fe',
    '--pw-notice': dark ? '#ffe58f' : '#5c4400',
    '--pw-notice-ground': dark ? '#3a3000' : '#fff7d6',
    '--pw-scheme': dark ? 'dark' : 'light',
  };
}

/** The style sheet that gives the tokens to the whole page. */
export function tokenSheet(tokens: Readonly<Record<string, string>>): string {
  const lines = Object.entries(tokens).map(([name, value]) => `${name}:${value}`);
  return `:root{${lines.join(';')}}`;
}
