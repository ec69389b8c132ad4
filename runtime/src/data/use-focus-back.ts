import { useEffect, useState } from 'react';

/** Gives the focus back to where it was before a dialog came that goes with whoever drew it; the library does so only where one is closed and stays. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Whatever took the focus in the meantime, such as the next dialog, keeps it.
      if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    },
    [before],
  );
}
