import { createHmac } from 'node:crypto';
import { cutBytes, type Message } from './message.ts';
import { type Dispatch, JSON_HEADERS, type Outbound } from './webhook.ts';

const post = (url: string, body: unknown): Outbound => ({ url, body: JSON.stringify(body), headers: JSON_HEADERS });
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');

/** What 飞书 and 钉钉 take, less what stands around it; JSON writes a line's end in two signs. */
const MOST_TEXT = 12_000;
const MOST_WECOM = 4096;
const MOST_TITLE = 300;

/** A text that says nothing in markdown but itself: no link of its own, nobody who is named aloud. */
const plain = (text: string) => text.replaceAll('<', '＜').replaceAll('](', '] (');

const factLines = ({ facts = [] }: Message) => facts.map(({ name, value }) => `${plain(name)}: ${plain(value)}`);

/** Title, text and facts as markdown, with the way to look at the end, which is never cut off. */
function markdown(message: Message, most: number): string {
  const link = message.link === undefined ? '' : `\n\n[${LOOK}](${message.link})`;
  // One line's end is none in markdown.
  const lines = [...message.text.split('\n').map(plain), ...factLines(message)].filter((each) => each !== '');
  const whole = [`**${plain(cutBytes(message.title, MOST_TITLE))}**`, ...lines].join('\n\n');
  return `${cutBytes(whole, most - Buffer.byteLength(link))}${link}`;
}

/** A message is written in its sender's language, and whoever reads it may read another. */
const LOOK = '查看 / Open';

/** A delivery as the robot of a group in 飞书 gets it: the signature stands in the body. */
export function feishuOf({ address, secret, message, now }: Dispatch): Outbound {
  const seconds = String(Math.floor(now / 1000));
  const lines = cutBytes([message.text, ...(message.facts ?? []).map(({ name, value }) => `${name}: ${value}`)].join('\n'), MOST_TEXT);
  const content = lines.split('\n').map((text) => [{ tag: 'text', text }]) as unknown[][];
  if (message.link !== undefined) content.push([{ tag: 'a', text: LOOK, href: message.link }]);
  const signed = secret === undefined ? {} : { timestamp: seconds, sign: hmac(`${seconds}\n${secret}`, '') };
  return post(address, {
    ...signed,
    msg_type: 'post',
    content: { post: { zh_cn: { title: cutBytes(message.title, MOST_TITLE), content } } },
  });
}

/** A delivery as the robot of a group in 钉钉 gets it: the signature stands in the address. */
export function dingtalkOf({ address, secret, message, now }: Dispatch): Outbound {
  const url = new URL(address);
  if (secret !== undefined) {
    url.searchParams.set('timestamp', String(now));
    url.searchParams.set('sign', hmac(secret, `${now}\n${secret}`));
  }
  const title = plain(cutBytes(message.title, MOST_TITLE));
  return post(url.href, { msgtype: 'markdown', markdown: { title, text: markdown(message, MOST_TEXT) } });
}

/** A delivery as the robot of a group in 企业微信 gets it: its address is all that it asks for. */
export function wecomOf({ address, message }: Dispatch): Outbound {
  return post(address, { msgtype: 'markdown', markdown: { content: markdown(message, MOST_WECOM) } });
}
