import { useEffect } from 'react';

/** Calls back when Escape is pressed, wherever the focus is, unless something nearer has used it. */
export function useEscape(onLeave: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onLeave();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}
