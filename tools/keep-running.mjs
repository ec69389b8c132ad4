// What stands above a running program: plain JavaScript without dependencies, so that it costs as little as a process can.

const SHORTEST_MS = 100;
const LONGEST_MS = 2000;
/** A program that ran so long is well; its next fall counts as the first. */
const WELL_MS = 5000;

/** Runs a program and ends as it ends. Answers a function that passes a signal on. */
export function runOnce(start) {
  const child = start();
  child.on('error', startFailed);
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  return (signal) => child.kill(signal);
}

/**
 * Runs a program and, whenever it falls, runs it again, with growing pauses where it falls again and again. It ends with the program where that ends in
 * order, was asked to, or failed before it ever said `ready`, which no new start would mend. Answers a function that passes a signal on.
 */
export function keepRunning(start) {
  // Nobody may read what is said here any more; that is no reason to end.
  for (const out of [process.stdout, process.stderr]) out.on('error', () => {});
  let asked = false;
  let wasReady = false;
  let pause = SHORTEST_MS;
  let child;
  let timer;
  const run = () => {
    const startedAt = Date.now();
    child = start();
    child.on('error', startFailed);
    child.on('message', (message) => {
      wasReady ||= message === 'ready';
    });
    child.on('exit', (code, signal) => {
      if (asked || code === 0 || (!wasReady && code !== null)) process.exit(code ?? 1);
      pause = Date.now() - startedAt > WELL_MS ? SHORTEST_MS : Math.min(LONGEST_MS, pause * 2);
      console.error(`The server ended (${signal ?? `code ${code}`}). It is started again.`);
      timer = setTimeout(run, pause);
    });
  };
  run();
  return (signal) => {
    asked = true;
    // Between two runs there is nobody to tell.
    if (child.exitCode !== null || child.signalCode !== null) {
      clearTimeout(timer);
      process.exit(0);
    }
    child.kill(signal);
  };
}

function startFailed(error) {
  console.error(error.message);
  process.exit(1);
}
