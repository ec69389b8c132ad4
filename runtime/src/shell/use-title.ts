import { useEffect } from 'react';

const PRODUCT = 'Pipewright';

/**
 * Names the tab of the browser after what is on screen, from the nearest to the widest, with how much is unread before it: “(3) 云帆软件 · 商机 · Pipewright”.
 * @param unread counted up to a hundred
 */
export function useTitle(names: readonly (string | undefined)[], unread = 0): void {
  const count = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : '';
  const title = count + [...names, PRODUCT].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = title;
    // Whoever signs out leaves no name of a record behind.
    return () => {
      document.title = PRODUCT;
    };
  }, [title]);
}
