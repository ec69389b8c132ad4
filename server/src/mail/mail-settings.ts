/** Through which mail server letters go, and from whom. */
export interface MailSettings {
  /** `smtp://name:password@host:587`, or `smtps://…`. */
  readonly url: string;
  /** `Pipewright <no-reply@example.com>`, or an address alone. */
  readonly from: string;
}

const ADDRESS = /^(?:[^<>\r\n]*<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/;

/** Reads how mail is sent; undefined where no mail server is set. What is given is never repeated in an error, for it holds a password. */
export function readMailSettings(env: NodeJS.ProcessEnv): MailSettings | undefined {
  const [url, from] = [env.SMTP_URL?.trim(), env.MAIL_FROM?.trim()];
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol) || !new URL(url).hostname)
    throw new Error('SMTP_URL must be an address like smtp://name:password@mail.example.com:587.');
  if (!from || !ADDRESS.test(from)) throw new Error('SMTP_URL needs MAIL_FROM, like Pipewright <no-reply@example.com>.');
  // Whoever asks for a letter could name any host as ours, and the link in it would lead there.
  if (!env.PUBLIC_URL) throw new Error('SMTP_URL needs PUBLIC_URL, the address to which the links in mails lead.');
  return { url, from };
}
