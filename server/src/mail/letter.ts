import type { Language } from '@pipewright/definition';

/** What a letter with a link says. */
export interface LetterWish {
  /** An account that never had a password is invited; one that had gets a new password. */
  readonly kind: 'invitation' | 'password';
  readonly language: Language;
  readonly name: string;
  readonly company: string;
  /** Who made the link; null where the person asked for it. */
  readonly by: string | null;
  readonly link: string;
}

/** A letter: a subject of one line, and its text, plain and as HTML. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where whoever gets it says that no more of its kind are to come. */
  readonly unsubscribe?: string;
}

interface Words {
  readonly subject: string;
  readonly lead: string;
  readonly button: string;
  readonly once: string;
  readonly else: string;
}
type Said = Pick<LetterWish, 'company' | 'by'>;

const WORDS: Readonly<Record<Language, Readonly<Record<LetterWish['kind'], (said: Said) => Words>>>> = {
  en: {
    invitation: ({ company, by }) => ({
      subject: `${by ?? company} invites you to ${company} on Pipewright`,
      lead: `${by ?? company} invites you to work in the apps of ${company}. Choose a password and you are in.`,
      button: 'Choose a password',
      once: 'The link is good once, for seven days.',
      else: 'If you do not know what this is about, leave it: without you nothing happens.',
    }),
    password: ({ company, by }) => ({
      subject: `A new password for ${company} on Pipewright`,
      lead: by
        ? `${by} made a link for you to choose a new password.`
        : 'Somebody, most likely you, asked for a new password for your account.',
      button: 'Choose a new password',
      once: 'The link is good once, for one day. Using it signs you out everywhere else.',
      else: 'If you do not need it, leave it: your password stays as it is.',
    }),
  },
  'zh-CN': {
    invitation: ({ company, by }) => ({
      subject: `${by ?? company}邀请您加入${company}的 Pipewright`,
      lead: `${by ?? company}邀请您使用${company}的应用，设置密码后即可开始。`,
      button: '设置密码',
      once: '链接 7 天内有效，仅可使用一次。',
      else: '如果您不清楚这封邮件的来由，请忽略它，不会有任何影响。',
    }),
    password: ({ company, by }) => ({
      subject: `重设${company}的 Pipewright 密码`,
      lead: by ? `${by}为您生成了重设密码的链接。` : '有人（很可能是您本人）申请重设您账户的密码。',
      button: '重设密码',
      once: '链接 24 小时内有效，仅可使用一次。使用后，其他设备将全部退出登录。',
      else: '如果您不需要重设密码，请忽略本邮件，原密码保持不变。',
    }),
  },
};

/** A text as it may stand in one line: whatever would begin another line, or reorder this one, is a space. */
export const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]+/gu, ' ').trim();

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** A text as it stands in HTML. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Writes a letter in a language. Nothing that a name holds is anything but text in it. */
export function letterOf({ kind, language, link, ...given }: LetterWish): Letter {
  const [name, company, by] = [oneLine(given.name), oneLine(given.company), given.by === null ? null : oneLine(given.by)];
  const words = WORDS[language][kind]({ company, by });
  const greeting = language === 'en' ? `Hello ${name},` : `${name}，您好：`;
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  const button = `<p><a href="${escaped(link)}">${escaped(words.button)}</a></p>`;
  return {
    subject: words.subject,
    text: [greeting, words.lead, link, words.once, words.else].join('\n\n'),
    html: `<!doctype html><html lang="${language}"><body>${paragraph(greeting)}${paragraph(words.lead)}${button}${paragraph(words.once)}${paragraph(words.else)}</body></html>`,
  };
}
