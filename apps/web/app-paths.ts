import { globSync } from 'node:fs'
import { join, sep } from 'node:path'
import { type Plugin, runnerImport } from 'vite'
import { KEYBOARD_PATH } from './src/keyboard-path.ts'

interface Screens {
  readonly screens: { readonly routes: readonly { readonly path: string }[] }
}

/**
 * The addresses of the app, by module, as `app-paths.json`: the server answers these with the app, and nothing else. Taken from
 * the very list that the router is made of, when the app is built, so that the two cannot disagree.
 */
export const appPaths = (repository: string): Plugin => ({
  name: 'app-paths',
  apply: 'build',
  async generateBundle() {
    const paths: Record<string, readonly string[]> = { web: [KEYBOARD_PATH] }
    for (const file of globSync('modules/*/screens/module.tsx', { cwd: repository }).toSorted()) {
      const { module } = await runnerImport<Screens>(join(repository, file), {
        configFile: false,
        logLevel: 'error',
        plugins: [withoutScreens],
      })
      paths[file.split(sep)[1]!] = module.screens.routes.map(({ path }) => path)
    }
    if (Object.keys(paths).length < 2)
      throw new Error('no module told its addresses: where is their screens/module.tsx?')
    this.emitFile({ type: 'asset', fileName: 'app-paths.json', source: JSON.stringify(paths) })
  },
})

const NOTHING = '\0nothing'
// What one page hands to the next (`ui/handover`) is made as the list is read, and needs no browser.
const FOR_THE_BROWSER = /^(?:@gloact\/(?:ui(?!\/handover)|offline|messages|http\/client)|react|@tanstack)(?:\/|$)/

/** What a module's list of screens leads on to is not needed to read the list, and much of it wants a browser. */
const withoutScreens: Plugin = {
  name: 'without-screens',
  enforce: 'pre',
  resolveId: (id) =>
    FOR_THE_BROWSER.test(id) || (id.endsWith('.tsx') && !id.endsWith('/screens/module.tsx')) ? NOTHING : undefined,
  load: (id) => (id === NOTHING ? 'export {}' : undefined),
}
