import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { repository } from '../support/server-process.ts'
import { filesBelow } from '../../tools/checks/files.ts'
import { PARTS, rooms } from '../../tools/checks/rooms.ts'

const MODULE = 'modules/protection'

test('the rooms of protection import one way in every part, and every file stands in one', async () => {
  const { defects, seen } = await rooms.run(repository)
  assert.deepEqual(defects, [])
  assert.match(seen, /^domain: \d arrows, contract: \d+ arrows, server: [2-4]\d arrows, screens: [2-4]\d arrows$/)
})

test('the parts have rooms of the same names', () => {
  const names = new Set(Object.values(PARTS).flatMap((part) => part.rooms))
  assert.ok(names.size <= 17, [...names].join(', '))
  const here = (part: string) => [
    ...new Set(
      filesBelow(repository, `${MODULE}/${part}`, ['.ts', '.tsx'])
        .map((file) => file.split('/').slice(3))
        .flatMap(([room, ...rest]) => (rest.length > 0 && room !== 'testing' ? [room!] : [])),
    ),
  ]
  for (const [part, { rooms: listed }] of Object.entries(PARTS))
    assert.deepEqual(
      here(part).toSorted(),
      listed.toSorted(),
      `${part}: what is listed is there, and the other way round`,
    )
  // What a part alone has is named here, so that a room of another name does not slip in.
  const alone = [...names].filter(
    (name) => Object.values(PARTS).filter((part) => part.rooms.includes(name)).length === 1,
  )
  assert.deepEqual(alone.toSorted(), ['demo', 'outbox', 'panel'])
})

test('an import of a room above, of what stands above all, by the ground, and a file in no room, are found in every part', async () => {
  for (const part of ['domain', 'contract', 'server', 'screens']) {
    const root = mkdtempSync(join(tmpdir(), 'gloact-rooms-'))
    const { rooms: listed, above, ground } = PARTS[part]!
    const [low, high] = [listed[0]!, listed.at(-1)!]
    const lay = (file: string, text: string) => {
      mkdirSync(dirname(join(root, MODULE, part, file)), { recursive: true })
      writeFileSync(join(root, MODULE, part, file), text)
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
        defects
          .map(({ file, message }) => `${file?.slice(MODULE.length + part.length + 2)}: ${message.split(' (')[0]}`)
          .toSorted(),
        [
          'attic/stray.ts: stands in no room of the list',
          `${high}/list.ts: imports ../${above[0]}, which stands above all rooms`,
          `${low}/late.ts: ${low} imports ${high}`,
          `${low}/store.ts: ${low} imports ${high}`,
          ...(ground === true ? [`words.ts: the ground imports ${low}`] : []),
        ].toSorted(),
        part,
      )
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  }
})
