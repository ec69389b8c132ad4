import type { Plugin } from 'vite';

const antd = (...parts: string[]) => `antd[\\/]es[\\/](?:${parts.join('|')})(?:[\\/]|\\.js)`;
const pieces = (...names: string[]) => `ui[\\/]src[\\/]frame[\\/](?:${names.join('|')})\\.tsx`;
const either = (...places: string[]) => new RegExp(`[\\/](?:${places.join('|')})`);

/**
 * How a web app is cut into files. Few, each for one moment: what starts, what every page stands on, the frame of an app, its lists. Whatever else there is goes
 * with the page or the part that needs it.
 */
export const webParts = {
  groups: [
    { name: 'start', tags: ['$initial' as const], priority: 60 },
    {
      name: 'base',
      test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|@tanstack[\\/][\w-]+)[\\/]/,
      priority: 50,
    },
    {
      name: 'kit',
      test: either(antd('config-provider', 'theme', 'style', 'button', 'input[\\/](?:Input|Password)', 'alert')),
      priority: 40,
    },
    {
      name: 'frame',
      test: either(antd('app', 'layout', 'menu', 'dropdown', 'drawer', 'tooltip', 'grid', 'skeleton', 'input', 'flex'), pieces('page')),
      priority: 30,
    },
    {
      name: 'list',
      test: either(antd('tabs', 'popover', 'tag', 'checkbox', 'card', 'empty'), pieces('panel', 'toolbar')),
      priority: 20,
    },
    {
      name: 'shared',
      test: /[\\/]ui[\\/]src[\\/](?:(?:shell|part|text)[\\/](?:theme|switches|language|part|result)\.tsx?|frame[\\/](?:\w+\.module\.css|(?:nothing|empty-picture)\.tsx))$/,
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
        const sheets = new Set([...wanted].flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]));
        const link = (rel: string) => (name: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: base + name },
          injectTo: 'head' as const,
        });
        const asked = (names: Set<string>) => [...names].filter((name) => !html.includes(name));
        return [...asked(sheets).map(link('stylesheet')), ...asked(wanted).map(link('modulepreload'))];
      },
    },
  };
}
