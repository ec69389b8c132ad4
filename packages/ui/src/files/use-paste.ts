import { useEffect, useRef } from 'react';

/** Takes files that are pasted anywhere on the screen but into a text. */
export function usePaste(on: boolean, take: (files: FileList) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!on) return;
    const pasted = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      if (event.defaultPrevented || (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]'))) return;
      if (!clipboardData || clipboardData.files.length === 0) return;
      event.preventDefault();
      latest.current(clipboardData.files);
    };
    document.addEventListener('paste', pasted);
    return () => document.removeEventListener('paste', pasted);
  }, [on]);
}
