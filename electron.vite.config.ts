import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** The older of the two runtimes that we build for (docs/adr); electron-vite would take the newer, installed one. */
const NODE_TARGET = 'node20.18';
const PAGE_TARGET = 'chrome130';

const DEVELOPMENT_PORT = 5173;

const entries = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(files).map(([name, file]) => [name, resolve(import.meta.dirname, file)] as const),
  );

/** The faces of the paper are files that the main process reads beside its own. */
const faces = {
  name: 'faces-of-the-paper',
  closeBundle() {
    cpSync(
      resolve(import.meta.dirname, 'electron/documents/fonts'),
      resolve(import.meta.dirname, 'out/fonts'),
      {
        recursive: true,
        filter: (path) => !path.endsWith('.ts'),
      },
    );
  },
};

/**
 * Everything beyond ASCII as an escape: one such letter in a file doubles what its text takes in memory, for as long as the
 * process lives. Only strings, templates and patterns have them, where an escape says the same.
 */
const oneByteText: Plugin = {
  name: 'one-byte-text',
  generateBundle(_options, bundle) {
    const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = file.code.replace(/[^\0-\x7f]/g, escaped);
  },
};

/** What jsPDF would load for pictures of web pages, which no paper has. */
const NOT_ON_PAPER = ['html2canvas', 'canvg', 'dompurify'];

export default defineConfig({
  main: {
    plugins: [faces, oneByteText],
    build: {
      target: NODE_TARGET,
      outDir: 'out/main',
      sourcemap: true,
      rollupOptions: {
        external: NOT_ON_PAPER,
        // A worker thread is a file of its own, which the main process starts by its path.
        input: entries({
          main: 'electron/main.ts',
          'writer-thread': 'electron/journal/writer-thread.ts',
          'pdf-thread': 'electron/documents/pdf-thread.ts',
          // The sync server, which a desktop can run for its office as a process of its own.
          server: 'server/main.ts',
        }),
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/preload',
      // The preload script of a sandboxed window is CommonJS and one file: it can require nothing but `electron`.
      externalizeDeps: false,
      isolatedEntries: true,
      rollupOptions: {
        input: entries({ preload: 'electron/preload.ts', books: 'electron/books/preload.ts' }),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: '.',
    publicDir: false,
    plugins: [react(), oneByteText],
    // The handler of `app://` puts a fresh nonce in place of this in every page that it serves.
    html: { cspNonce: '%CSP_NONCE%' },
    optimizeDeps: { entries: ['renderer/index.html', 'electron/books/host.html'] },
    worker: { format: 'es' },
    // In development pages come through `app://` too (a proxy); only the signal that something changed goes straight.
    server: {
      host: 'localhost',
      port: DEVELOPMENT_PORT,
      strictPort: true,
      hmr: { protocol: 'ws', host: 'localhost', clientPort: DEVELOPMENT_PORT },
      watch: { ignored: ['**/out/**', '**/dist/**', '**/test/**'] },
    },
    build: {
      target: PAGE_TARGET,
      outDir: 'out/renderer',
      minify: true,
      sourcemap: true,
      assetsInlineLimit: 0,
      // Pages come from the disk: one large file is no slower than many small ones.
      chunkSizeWarningLimit: 5_000,
      rollupOptions: {
        input: entries({ page: 'renderer/index.html', books: 'electron/books/host.html' }),
      },
    },
  },
});
