import { log } from '../log/log.ts';

/** What the log says where an error was answered by nobody. */
export const ESCAPED = 'An error escaped';
/** The exit code of a process that ended because an error escaped. */
const ESCAPE_CODE = 70;
/** The longest the end may take: a restart must follow within two seconds, and the process is not trusted with more. */
const LONGEST_MS = 700;

/**
 * Ends the process in order where an error was answered nowhere: it is logged, `end` may finish what is under way, and whoever started the process
 * starts it anew. It never goes on half alive.
 */
export function endOnEscape(end: () => Promise<void>): void {
  let ending = false;
  const escaped = (error: unknown) => {
    log.fatal({ err: error }, `${ESCAPED}; the server ends and is started anew.`);
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(ESCAPE_CODE), LONGEST_MS);
    void end()
      .catch((fault) => log.error({ err: fault }, 'The server could not end in order.'))
      .then(() => process.exit(ESCAPE_CODE));
  };
  // Nobody reads what is logged any more: no reason to end.
  for (const out of [process.stdout, process.stderr]) out.on('error', () => undefined);
  process.on('uncaughtException', escaped);
  process.on('unhandledRejection', escaped);
}
