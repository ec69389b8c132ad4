import { log } from '../log/log.ts';

const HOUR = 3_600_000;
/** When work that is done every hour is first done, at the soonest: a server that starts often does it too, and not while it is asked for the first time. */
const FIRST_MS = 60_000;

/**
 * Does work soon after the start and every hour from then on, on any number of servers, until the returned function is called. Each begins at a moment of
 * its own, so that neither different work nor servers that start together do it at once. What fails is tried again an hour later.
 * @param failed what the log says of it
 */
export function hourly(work: () => Promise<unknown>, failed: string): () => void {
  const once = () => void work().catch((error) => log.error({ err: error }, failed));
  let timer = setTimeout(
    () => {
      timer = setInterval(once, HOUR).unref();
      once();
    },
    FIRST_MS * (1 + Math.random()),
  ).unref();
  return () => clearInterval(timer);
}
