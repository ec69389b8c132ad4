import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** Says to what stands inside how high the rest of the window is, as `--pw-room`, so that it can fill it and the page need not scroll. */
export function Fill({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop(Math.round((place.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
    measure();
    // What stands above may grow and shrink.
    const watch = new ResizeObserver(measure);
    for (const each of [document.body, ...(place.current?.parentElement?.children ?? [])]) watch.observe(each);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={place} style={{ '--pw-room': `max(360px, calc(100dvh - ${top + 16}px))` } as CSSProperties}>
      {children}
    </div>
  );
}
