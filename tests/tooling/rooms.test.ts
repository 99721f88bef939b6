import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { repository } from '../support/server-process.ts'
import { filesBelow } from '../../tools/checks/files.ts'
import { DIVIDED, rooms } from '../../tools/checks/rooms.ts'

const PROTECTION = DIVIDED['protection']!

test('rooms import one way in every part that is divided, and every file stands in one', async () => {
  const { defects, seen } = await rooms.run(repository)
  assert.deepEqual(defects, [])
  assert.deepEqual(
    seen.split(', ').map((part) => part.split(':')[0]),
    Object.entries(DIVIDED).flatMap(([module, parts]) => Object.keys(parts).map((part) => `${module}/${part}`)),
  )
  for (const part of seen.split(', ')) assert.match(part, /: \d+ arrows$/)
})

test('the rooms that are listed are there, and the other way round', () => {
  const here = (folder: string) => [
    ...new Set(
      filesBelow(repository, folder, ['.ts', '.tsx'])
        .map((file) => file.split('/').slice(3))
        .flatMap(([room, ...rest]) => (rest.length > 0 && room !== 'testing' ? [room!] : [])),
    ),
  ]
  for (const [module, parts] of Object.entries(DIVIDED))
    for (const [part, { rooms: listed }] of Object.entries(parts))
      assert.deepEqual(here(`modules/${module}/${part}`).toSorted(), listed.toSorted(), `${module}/${part}`)
})

test('the parts of protection have rooms of the same names', () => {
  const names = new Set(Object.values(PROTECTION).flatMap((part) => part.rooms))
  assert.ok(names.size <= 17, [...names].join(', '))
  // What a part alone has is named here, so that a room of another name does not slip in.
  const alone = [...names].filter(
    (name) => Object.values(PROTECTION).filter((part) => part.rooms.includes(name)).length === 1,
  )
  assert.deepEqual(alone.toSorted(), ['demo', 'outbox', 'panel'])
})

test('an import of a room above, of what stands above all, by the ground, and a file in no room, are found in every part', async () => {
  const divided = Object.entries(DIVIDED).flatMap(([module, parts]) =>
    Object.entries(parts).map(([name, part]) => ({ folder: `modules/${module}/${name}`, ...part })),
  )
  for (const { folder, rooms: listed, above, ground } of divided) {
    const root = mkdtempSync(join(tmpdir(), 'gloact-rooms-'))
    const [low, high] = [listed[0]!, listed.at(-1)!]
    const lay = (file: string, text: string) => {
      mkdirSync(dirname(join(root, folder, file)), { recursive: true })
      writeFileSync(join(root, folder, file), text)
    }
    try {
      lay(above[0]!, "import { low } from './nowhere/low.ts'\n")
      lay(`${low}/store.ts`, `import { list } from '../${high}/list.ts'\n`)
      lay(`${low}/late.ts`, `export const late = () => import('../${high}/list.ts')\n`)
      lay(`${high}/list.ts`, `import { store } from '../${low}/store.ts'\nimport { all } from '../${above[0]}'\n`)
      lay('attic/stray.ts', 'export const stray = 1\n')
      if (ground === true) lay('words.ts', `import { store } from './${low}/store.ts'\n`)
      const { defects } = await rooms.run(root)
      assert.deepEqual(
        defects.map(({ file, message }) => `${file?.slice(folder.length + 1)}: ${message.split(' (')[0]}`).toSorted(),
        [
          'attic/stray.ts: stands in no room of the list',
          `${high}/list.ts: imports ../${above[0]}, which stands above all rooms`,
          `${low}/late.ts: ${low} imports ${high}`,
          `${low}/store.ts: ${low} imports ${high}`,
          ...(ground === true ? [`words.ts: the ground imports ${low}`] : []),
        ].toSorted(),
        folder,
      )
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  }
})
