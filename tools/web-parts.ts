import type { Plugin } from 'vite';

const antd = (...parts: string[]) => new RegExp(`[\\\\/]antd[\\\\/]es[\\\\/](${parts.join('|')})(?:[\\\\/]|\\.js)`);

/**
 * How a web app is cut into files. Few, each for one moment: what starts, what every page stands on, the frame of an app, its lists. Whatever else there is goes
 * with the page or the part that needs it.
 */
export const webParts = {
  groups: [
    { name: 'start', tags: ['$initial' as const], priority: 60 },
    {
      name: 'base',
      test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|@tanstack[\\/][\w-]+)[\\/]/,
      priority: 50,
    },
    {
      name: 'kit',
      test: antd('config-provider', 'theme', 'style', 'button', 'input[\\\\/](?:Input|Password)', 'alert', 'flex'),
      priority: 40,
    },
    { name: 'frame', test: antd('app', 'layout', 'menu', 'dropdown', 'drawer', 'tooltip', 'grid', 'skeleton', 'input'), priority: 30 },
    { name: 'list', test: antd('tabs', 'popover', 'tag', 'checkbox', 'card', 'empty'), priority: 20 },
    {
      name: 'shared',
      test: /[\\/]ui[\\/]src[\\/](?:(?:shell|part|text)[\\/](?:theme|tokens|switches|language|part|result)\.tsx?|frame[\\/]\w+\.module\.css)$/,
      priority: 10,
    },
  ],
};

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
