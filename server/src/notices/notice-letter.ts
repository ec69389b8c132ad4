import { type App, type Language, type Notice, noticeInWords, say } from '@pipewright/definition';
import { wallClock } from '@pipewright/process';
import { escaped, type Letter, oneLine } from '../mail/letter.ts';

/** What a letter of notices is made of. */
export interface NoticeLetterWish {
  readonly language: Language;
  /** By whose clock instants are written. */
  readonly zone: string;
  readonly name: string;
  readonly app: App;
  readonly key: string;
  /** The address people use. */
  readonly origin: string;
  /** What is told, each with what it is about. */
  readonly notices: readonly Notice[];
}

/** The most that one letter tells; more are counted. */
const MOST_TOLD = 50;
/** The longest subject, in letters. */
const MOST_SUBJECT = 120;

const WORDS: Readonly<Record<Language, Readonly<Record<'many' | 'level' | 'due' | 'open' | 'more' | 'all' | 'why' | 'change', string>>>> = {
  en: {
    ...{ many: '{count} notices in {app}', level: 'Level {level}', due: 'Due {due}', open: 'Open', more: 'And {count} more.' },
    ...{ all: 'All notices', why: 'You get these mails as you chose on your account page.', change: 'Change what comes by mail' },
  },
  'zh-CN': {
    ...{ many: '{app}：{count} 条通知', level: '第 {level} 级', due: '截止 {due}', open: '打开', more: '另有 {count} 条。' },
    ...{ all: '全部通知', why: '您可以在账户页面设置哪些通知发送到邮箱。', change: '更改邮件设置' },
  },
};
const fill = (text: string, places: Readonly<Record<string, string | number>>) =>
  text.replaceAll(/\{(\w+)\}/g, (_, place: string) => String(places[place] ?? ''));

/** Writes the letter that tells what a person was told in an app. Nothing that a name, a title or a sentence holds is anything but text in it. */
export function noticeLetter({ language, zone, app, key, origin, notices, ...given }: NoticeLetterWish): Letter {
  const words = WORDS[language];
  const name = oneLine(given.name);
  const inApp = `${origin}/a/${key}`;
  const unsubscribe = `${origin}/account#mail`;
  const told = notices.slice(0, MOST_TOLD).map((notice) => {
    const { about } = notice;
    const facts = [
      about?.level ? fill(words.level, { level: about.level }) : '',
      about?.due && !Number.isNaN(Date.parse(about.due)) ? fill(words.due, { due: wallClock(zone, about.due).slice(0, 16) }) : '',
    ];
    return {
      sentence: oneLine(noticeInWords(notice, app, language)),
      lines: [about?.text?.[language] ?? '', about?.note ?? '', facts.filter(Boolean).join(' · ')].filter(Boolean),
      link: about ? `${inApp}/${about.entity}${about.record === null ? '' : `/${about.record}`}` : inApp,
    };
  });
  const [first] = told;
  const appName = oneLine(say(app.name, language));
  const subject = told.length === 1 && first ? `${first.sentence} · ${appName}` : fill(words.many, { count: notices.length, app: appName });
  const more = notices.length > MOST_TOLD ? [fill(words.more, { count: notices.length - MOST_TOLD })] : [];
  const greeting = language === 'en' ? `Hello ${name},` : `${name}，您好：`;
  const link = (to: string, text: string) => `<a href="${escaped(to)}">${escaped(text)}</a>`;
  const inHtml = (text: string) => escaped(text).replaceAll('\n', '<br>');
  const items = told.map(
    (each) =>
      `<li><p><strong>${inHtml(each.sentence)}</strong></p>${each.lines.map((line) => `<p>${inHtml(line)}</p>`).join('')}<p>${link(each.link, words.open)}</p></li>`,
  );
  return {
    subject: [...subject].slice(0, MOST_SUBJECT).join(''),
    text: [
      greeting,
      ...told.map(({ sentence, lines, link: to }) => [sentence, ...lines, to].join('\n')),
      ...more,
      `${words.all}: ${inApp}/notices`,
      `${words.why}\n${words.change}: ${unsubscribe}`,
    ].join('\n\n'),
    html: `<!doctype html><html lang="${language}"><body><p>${escaped(greeting)}</p><ul>${items.join('')}</ul>${more.map((text) => `<p>${text}</p>`).join('')}<p>${link(`${inApp}/notices`, words.all)}</p><p><small>${escaped(words.why)} ${link(unsubscribe, words.change)}</small></p></body></html>`,
    unsubscribe,
  };
}
