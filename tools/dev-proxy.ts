const designer = process.env.DEV_DESIGNER ?? 'http://localhost:5174';
// The host stays as the browser named it, for a write is taken from a page of the server's own address only.
const to = (target: string) => ({ target, changeOrigin: false });

/** Where a web app under development finds what it does not serve itself. */
export const devProxy = { '/api': to(process.env.DEV_API ?? 'http://localhost:3000') };

/** The same for the runtime, behind whose address the designer stands too. */
export const devProxies = { ...devProxy, '/designer': to(designer) };

/** Where the designer's pages hear of changes: its own port, for the runtime's server takes a socket of this kind for its own. */
export const designerChanges = { clientPort: Number(new URL(designer).port) };
