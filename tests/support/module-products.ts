import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ModuleProduct } from '@gloact/module'

const repository = join(import.meta.dirname, '..', '..')

/** What each module brings to the tests of the whole product, found where it lies. */
export const moduleProducts: readonly ModuleProduct[] = await Promise.all(
  globSync('modules/*/testing/product.ts', { cwd: repository })
    .toSorted()
    .map(async (file) => {
      const { product } = (await import(pathToFileURL(join(repository, file)).href)) as { product: ModuleProduct }
      return product
    }),
)

/** A list that stands in the tests with what the modules add to it, by role: an address that both name is shown once. */
export function withScreensOfModules(
  own: Readonly<Record<string, readonly string[]>>,
  products: readonly ModuleProduct[] = moduleProducts,
): Readonly<Record<string, readonly string[]>> {
  const all = new Map(Object.entries(own).map(([role, paths]) => [role, new Set(paths)]))
  for (const { screens = {} } of products) {
    for (const [role, paths] of Object.entries(screens)) {
      const there = all.get(role) ?? new Set<string>()
      for (const path of paths) there.add(path)
      all.set(role, there)
    }
  }
  return Object.fromEntries([...all].map(([role, paths]) => [role, [...paths]]))
}
