import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const repository = join(import.meta.dirname, '..', '..')
const text = readFileSync(join(repository, 'docs', 'architecture', 'walks.md'), 'utf8')
const walks = text.split(/^## /m).slice(1, 4)

/** A step's places, each with the names that are said of it: `path` (`name`, `name`) or `path`, `name`. */
function placesIn(walk: string): readonly (readonly [path: string, names: readonly string[]])[] {
  return [...walk.matchAll(/`((?:modules|packages)\/[\w./-]+)`\s*(?:\(((?:`[\w.]+`(?:,\s*)?)+)\)|,\s*(`\w+`))?/g)].map(
    ([, path = '', within = '', after = '']) => [
      path,
      [...`${within}${after}`.matchAll(/`([\w.]+)`/g)].map(([, name]) => name!),
    ],
  )
}

test('every place of the three walks is there and has what is said of it', () => {
  assert.equal(walks.length, 3)
  for (const walk of walks) {
    const places = placesIn(walk)
    assert.ok(places.length >= 6, walk)
    for (const [path, names] of places) {
      assert.ok(existsSync(join(repository, path)), path)
      const holds = statSync(join(repository, path)).isDirectory()
        ? readFileSync(join(repository, path, 'index.ts'), 'utf8')
        : readFileSync(join(repository, path), 'utf8')
      for (const name of names) assert.ok(holds.includes(name), `${path} has no ${name}`)
    }
  }
  assert.ok(walks.flatMap(placesIn).flatMap(([, names]) => names).length >= 14)
})
