import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'

const repository = join(import.meta.dirname, '..', '..')

/** Files by their path, with what stands in them. */
export type Files = Readonly<Record<string, string>>

/**
 * A small repository of its own in a temporary folder, gone when the test ends. Packages and modules that the files name
 * are workspaces with a package.json that exports what the real ones do.
 */
export function plantRepository(
  context: TestContext,
  files: Files,
  manifests: Readonly<Record<string, object>> = {},
): string {
  const root = mkdtempSync(join(tmpdir(), 'gloact-planted-'))
  context.after(() => rmSync(root, { recursive: true, force: true }))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  for (const name of ['tsconfig.base.json', 'tsconfig.json', 'tsconfig.node.json', 'tsconfig.pure.json']) {
    cpSync(join(repository, name), join(root, name))
  }
  for (const name of ['tsconfig.web.json', 'tsconfig.web-tests.json', '.oxlintrc.json', '.oxfmtrc.json', 'knip.json']) {
    cpSync(join(repository, name), join(root, name))
  }
  write(
    'package.json',
    JSON.stringify({
      name: 'planted',
      private: true,
      type: 'module',
      workspaces: ['packages/*', 'modules/*', 'platform', 'apps/*'],
    }),
  )
  mkdirSync(join(root, 'packages'), { recursive: true })
  linkDependencies(root)
  const workspaces = new Set(
    Object.keys(files).flatMap((file) => /^(?:(?:packages|modules|apps)\/[^/]+|platform(?=\/))/.exec(file)?.[0] ?? []),
  )
  for (const workspace of workspaces) {
    const name = workspace.split('/').at(-1) ?? ''
    write(join(workspace, 'package.json'), JSON.stringify({ ...manifestOf(workspace, name), ...manifests[workspace] }))
    symlinkSync(join(root, workspace), join(root, 'node_modules', '@gloact', name))
  }
  for (const [file, text] of Object.entries(files)) write(file, text)
  return root
}

/** Third-party code comes from the real checkout; our own packages are the planted ones. */
function linkDependencies(root: string): void {
  mkdirSync(join(root, 'node_modules', '@gloact'), { recursive: true })
  mkdirSync(join(root, 'node_modules', '@types'), { recursive: true })
  mkdirSync(join(root, 'node_modules', '@mantine'), { recursive: true })
  for (const name of ['zod', 'react', 'fast-check', 'kysely', '@types/node', '@types/react', '@mantine/core', 'vite']) {
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name))
  }
}

function manifestOf(workspace: string, name: string): object {
  const exports = workspace.startsWith('modules/')
    ? { './contract/*': './contract/*.ts', './server': './server/module.ts', './screens': './screens/module.tsx' }
    : name === 'http'
      ? { './contract': './contract/index.ts', './server': './server/index.ts', './client': './client/index.ts' }
      : { '.': './index.ts' }
  return { name: `@gloact/${name}`, version: '0.1.0', private: true, type: 'module', exports }
}
