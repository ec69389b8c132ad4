/** The key of the app that the page's address names. */
export function openedApp(): string {
  return new URLSearchParams(window.location.search).get('app') ?? '';
}

/** Where the server keeps an app's draft. */
export function draftAddress(app: string): string {
  return `/apps/${app}/draft`;
}
