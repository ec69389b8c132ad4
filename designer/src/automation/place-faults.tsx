import type { Fault } from '@pipewright/definition';
import { look } from '@pipewright/ui';

/** What is wrong at one place of the document, or anywhere below it. */
export function PlaceFaults({ faults, path, only = false }: { faults: readonly Fault[]; path: string; only?: boolean }) {
  const here = faults.filter((fault) => fault.path === path || (!only && fault.path.startsWith(`${path}.`)));
  return here.map(({ path: at, message }) => (
    <div key={at + message} role="alert" className={look.bad}>
      {message}
    </div>
  ));
}
