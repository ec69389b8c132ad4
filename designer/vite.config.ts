import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { designerChanges, devProxy } from '../tools/dev-proxy.ts';
import { className } from '../tools/web-classes.ts';
import { fetchedAtOnce, webParts } from '../tools/web-parts.ts';

export default defineConfig({
  base: '/designer/',
  plugins: [react(), fetchedAtOnce('src/main.tsx')],
  css: { modules: { generateScopedName: className } },
  build: { chunkSizeWarningLimit: 600, rolldownOptions: { output: { codeSplitting: webParts } } },
  server: { proxy: devProxy, hmr: designerChanges },
});
