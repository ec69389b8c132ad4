const KEPT = 'pipewright.dark';

/** Whether this browser was dark when it was last used, else what its system asks for. */
export function firstDark(): boolean {
  return (localStorage.getItem(KEPT) ?? String(matchMedia('(prefers-color-scheme: dark)').matches)) === 'true';
}

/** Makes the page light or dark as far as the style sheet goes. */
export function applyDark(dark: boolean): void {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Remembers light or dark for the next time. */
export function keepDark(dark: boolean): void {
  localStorage.setItem(KEPT, String(dark));
}
