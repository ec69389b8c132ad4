import { type RefObject, useEffect, useRef } from 'react';

/** Takes files that are pasted anywhere on the screen but into a text, while their place is to be seen and no dialog stands before it. */
export function usePaste(on: boolean, place: RefObject<HTMLElement | null>, take: (files: FileList) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!on) return;
    const pasted = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      if (event.defaultPrevented || (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]'))) return;
      const dialog = target instanceof HTMLElement ? target.closest('[role=dialog]') : null;
      if (!place.current?.offsetParent || (dialog && !dialog.contains(place.current))) return;
      if (!clipboardData || clipboardData.files.length === 0) return;
      event.preventDefault();
      latest.current(clipboardData.files);
    };
    document.addEventListener('paste', pasted);
    return () => document.removeEventListener('paste', pasted);
  }, [on, place]);
}
