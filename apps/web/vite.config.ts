import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { appPaths } from './app-paths.ts'

// Our own files do nothing when they are loaded, but for these: style sheets, settings, and the one that starts the app.
const OWN_CODE = /\/(?:packages|modules|apps)\/[^?]*(?<!\/styles|\/main|\/no-eval)\.tsx?$/

/**
 * The browser checks answers by schemas and describes none: the parts of zod that write JSON Schema stay at home (5 kB of
 * the first screen). Where a later zod has them elsewhere, nothing breaks but the size.
 */
const withoutJsonSchema = {
  name: 'without-json-schema',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!/\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/.test(id)) return undefined
    const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name)
    const absent = 'const absent = () => () => { throw new Error("the browser writes no JSON Schema") }'
    return { code: [absent, `export { ${names.map((name) => `absent as ${name}`).join(', ')} }`].join('\n'), map: null }
  },
}

/** What `packages/ui` needs to paint a PDF besides its own script: fonts, character maps, decoders; fetched where one asks. */
const forPdf = {
  name: 'for-pdf',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    const root = fileURLToPath(new URL('../../node_modules/pdfjs-dist/', import.meta.url))
    for (const folder of ['standard_fonts', 'cmaps', 'wasm']) {
      for (const file of readdirSync(join(root, folder))) {
        // The security policy allows no WebAssembly.
        if (file.endsWith('.wasm') || file.startsWith('quickjs')) continue
        this.emitFile({
          type: 'asset',
          fileName: `pdf/${folder}/${file}`,
          source: readFileSync(join(root, folder, file)),
        })
      }
    }
  },
}

const BEFORE_SIGN_IN = ['apps/web', 'packages/!(exchange|records|registers|reports)', 'modules/identity']
const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

/** The modules with public screens that need no other module’s words, as they declare it themselves. */
const WITH_OWN_WORDS = globSync('modules/*/screens/module.tsx', { cwd: REPOSITORY })
  .filter((path) => readFileSync(join(REPOSITORY, path), 'utf8').includes('ownWords: true'))
  .map((path) => path.replace('/screens/module.tsx', ''))
const AFTER_SIGN_IN = ['packages/{exchange,records,registers}', 'modules/!(identity)']

/** Where the words of each part lie, and what of it is in another part already. */
const PARTS: Readonly<Record<string, { readonly of: readonly string[]; readonly without: readonly string[] }>> = {
  first: { of: BEFORE_SIGN_IN, without: [] },
  own: { of: WITH_OWN_WORDS, without: [] },
  rest: { of: AFTER_SIGN_IN, without: WITH_OWN_WORDS },
}

/**
 * The sentences of a language as three files, whatever folders they lie in: `locales/fr.json?first` is what is said before
 * anybody is signed in, `locales/fr.json?own` what public screens with words of their own say besides, `locales/fr.json?rest`
 * what all other modules say.
 */
const wordsOfLanguage = {
  name: 'words-of-language',
  load(id: string) {
    const [, language, part] = /\/apps\/web\/locales\/([^/]+)\.json\?(first|own|rest)$/.exec(id) ?? []
    const words = PARTS[part ?? '']
    if (language === undefined || words === undefined) return undefined
    const filesIn = (folders: readonly string[]) =>
      globSync(
        folders.map((folder) => `${folder}/locales/${language}.json`),
        { cwd: REPOSITORY },
      )
    const elsewhere = new Set(filesIn(words.without))
    const files = filesIn(words.of).filter((path) => !elsewhere.has(path))
    const code = [
      "import { mergeCatalogues } from '@gloact/messages'",
      ...files.toSorted().map((path, index) => `import words${index} from ${JSON.stringify(join(REPOSITORY, path))}`),
      `export default mergeCatalogues([${files.map((_, index) => `words${index}`).join(', ')}])`,
    ]
    return { code: code.join('\n'), moduleType: 'js' as const, map: null }
  },
}

/**
 * Parts of the kit that are on the first screen, and in most others: they come in one file. Each would be one of its own, with
 * headers as long as itself.
 */
const ON_THE_FIRST_SCREEN =
  /\/packages\/ui\/(?:show\/(?:tag|icon|callout)|press\/(?:link|button)|layout\/(?:text|page-header|layout)|say\/(?:loading-state|error-state|empty-state|toast)|fields\/(?:field-chrome|wrong-input|text-field|directed|password-field)|form\/form|providers\/(?:online|training|color-scheme|has-keyboard))\.tsx?$/

/** The gallery is built by this file too, and has no first screen. */
let isApp = false
const whatIsBuilt = {
  name: 'what-is-built',
  configResolved({ root }: { readonly root: string }) {
    isApp = root.replace(/\/$/, '').endsWith('/apps/web')
  },
}

/** The browser's app. `vite build apps/web` writes `apps/web/dist`, which the server serves. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [whatIsBuilt, withoutJsonSchema, appPaths(REPOSITORY), forPdf, wordsOfLanguage, react()],
  // Each worker is one file below `workers/`: the server lets what is there compile WebAssembly, and fetch nothing.
  worker: { format: 'iife', rolldownOptions: { output: { entryFileNames: 'workers/[name]-[hash].js' } } },
  server: { port: 4601, proxy: { '/api': 'http://localhost:4600' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Fonts and pictures are files of their own: the content security policy allows no `data:`.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'kit', test: (id) => isApp && ON_THE_FIRST_SCREEN.test(id) },
            // What the start of the app needs is there for every screen: in one file, not in sixty that share it out.
            { name: 'start', tags: ['$initial'], test: () => isApp },
          ],
        },
      },
      // What a screen does not use of a package does not travel with it; style sheets always do.
      treeshake: { moduleSideEffects: (id: string) => !OWN_CODE.test(id) },
    },
  },
})
