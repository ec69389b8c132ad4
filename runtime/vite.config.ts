import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fetchedAtOnce } from '../tools/first-page.ts';

const antd = (...parts: string[]) => new RegExp(`[\\\\/]antd[\\\\/]es[\\\\/](${parts.join('|')})[\\\\/]`);

// Few files, each for one moment: what starts, what every page needs, what the frame of an app and its lists need. The rest goes with the page that needs it.
// Few files, each for one moment: what starts, what every page stands on, the frame of an app, its lists. Whatever else there is goes with the page that needs it.
const groups = [
  { name: 'start', tags: ['$initial' as const], priority: 60 },
  { name: 'shared', test: /[\\/]ui[\\/]src[\\/](shell|part|text)[\\/](theme|switches|language|part|result)\.tsx?$/, priority: 5 },
  {
    name: 'base',
    test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|@tanstack[\\/][\w-]+)[\\/]/,
    priority: 50,
  },
  { name: 'kit', test: antd('config-provider', 'theme', 'style', 'button', 'input', 'alert', 'flex', 'skeleton'), priority: 40 },
  { name: 'frame', test: antd('app', 'layout', 'menu', 'dropdown', 'drawer', 'tooltip', 'grid'), priority: 30 },
  { name: 'list', test: antd('tabs', 'popover', 'tag', 'checkbox', 'card', 'empty'), priority: 20 },
];

export default defineConfig({
  plugins: [react(), fetchedAtOnce('src/main.tsx')],
  build: { chunkSizeWarningLimit: 2000, rolldownOptions: { output: { codeSplitting: { groups } } } },
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
