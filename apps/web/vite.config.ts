import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Our own files do nothing when they are loaded, but for these: style sheets, settings, and the one that starts the app.
const OWN_CODE = /\/(?:packages|modules|apps)\/[^?]*(?<!\/styles|\/main|\/no-eval)\.tsx?$/

/** The browser's app. `vite build apps/web` writes `apps/web/dist`, which the server serves. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  server: { port: 4601, proxy: { '/api': 'http://localhost:4600' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Fonts and pictures are files of their own: the content security policy allows no `data:`.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What a screen does not use of a package does not travel with it; style sheets always do.
      treeshake: { moduleSideEffects: (id: string) => !OWN_CODE.test(id) },
    },
  },
})
