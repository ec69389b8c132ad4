/** The key of the app that the page's address names. */
export function openedApp(): string {
  return new URLSearchParams(window.location.search).get('app') ?? '';
}
