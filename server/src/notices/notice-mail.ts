import { log } from '../log/log.ts';
import { gatherMail } from './gather-mail.ts';
import { type MailSender, sendMail } from './send-mail.ts';

const EVERY_MS = 10_000;

/** Tells notices by mail, every ten seconds, on any number of servers; nothing is done where no mail server is set. */
export class NoticeMail {
  readonly #sender: MailSender | undefined;
  #timer: NodeJS.Timeout | undefined;
  #going: Promise<void> | undefined;
  #stopped = false;

  constructor(sender: Partial<Pick<MailSender, 'post' | 'publicUrl'>> & Omit<MailSender, 'post' | 'publicUrl'>) {
    const { post, publicUrl } = sender;
    this.#sender = post && publicUrl ? { ...sender, post, publicUrl } : undefined;
  }

  /** Begins; nothing is sent before. */
  start(): void {
    if (!this.#sender || this.#stopped) return;
    this.#timer ??= setInterval(() => void this.go(), EVERY_MS).unref();
  }

  /** Sends what is due now; whoever asks while that goes on waits for it. */
  go(): Promise<void> {
    this.#going ??= this.#round()
      .catch((error: unknown) => log.error({ err: error }, 'Notices were not told by mail; it is tried again.'))
      .finally(() => {
        this.#going = undefined;
      });
    return this.#going;
  }

  /** Ends once what is on its way has arrived or not. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#going;
  }

  async #round(): Promise<void> {
    const sender = this.#sender;
    if (!sender) return;
    await gatherMail(sender.pool);
    while (!this.#stopped && (await sendMail(sender)) > 0);
  }
}
