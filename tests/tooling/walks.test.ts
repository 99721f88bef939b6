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

/** The room that a place is in: a folder of a module's server or screens, its contract, or a package. */
const roomOf = (path: string): string => {
  const [top, name, part, room = ''] = path.split('/')
  if (top === 'packages') return `packages/${name}`
  return part === 'contract' || !room || room.includes('.') ? `${name}/${part}` : `${name}/${part}/${room}`
}

test('a walk enters at most seven rooms and none twice; what else a step names stands in its room, or is asked from there', () => {
  for (const walk of walks) {
    const steps = walk.split(/^\d+\. /m).slice(1)
    const entered = steps.map((step) => roomOf(placesIn(step)[0]![0]))
    assert.ok(entered.length >= 4 && entered.length <= 7, entered.join(', '))
    assert.equal(new Set(entered).size, entered.length, entered.join(', '))
    for (const [index, step] of steps.entries())
      for (const [path] of placesIn(step)) {
        const room = roomOf(path)
        if (room === entered[index]) continue
        // Pure rules and packages answer the room that asks: no other room of a server or of screens is passed on the way.
        assert.match(room, /^packages\/|\/domain/, `${entered[index]} names ${path}`)
      }
  }
})
