import { useEffect } from 'react';

const PRODUCT = 'Pipewright';

/** Names the tab of the browser after what is on screen, from the nearest to the widest: “云帆软件 · 商机 · Pipewright”. */
export function useTitle(...names: readonly (string | undefined)[]): void {
  const title = [...names, PRODUCT].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = title;
    // Whoever signs out leaves no name of a record behind.
    return () => {
      document.title = PRODUCT;
    };
  }, [title]);
}
