import type { Plugin } from 'vite';

/**
 * Says in the page itself which files a module stands in, so that a browser fetches them beside the start of the program instead of after it.
 * @param module the end of the module's path, as `src/main.tsx`
 */
export function fetchedAtOnce(module: string): Plugin {
  let base = '/';
  return {
    name: 'pipewright:fetched-at-once',
    configResolved: (config) => {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = new Map(Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each] as const] : [])));
        const wanted = new Set(
          [...chunks.values()].filter((chunk) => chunk.facadeModuleId?.endsWith(module)).map((chunk) => chunk.fileName),
        );
        // What a file imports is added while the set is walked.
        for (const name of wanted) for (const imported of chunks.get(name)?.imports ?? []) wanted.add(imported);
        return [...wanted]
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: base + name },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}
