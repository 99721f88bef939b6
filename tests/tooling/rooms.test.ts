import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { repository } from '../support/server-process.ts'
import { ROOMS, rooms } from '../../tools/checks/rooms.ts'

const SERVER = 'modules/protection/server'

test('the rooms of the protection server import one way, and every file stands in one', async () => {
  const { defects, seen } = await rooms.run(repository)
  assert.deepEqual(defects, [])
  assert.match(seen, /^13 rooms, [2-4]\d arrows$/)
  assert.ok(ROOMS.length <= 17)
})

test('an import of a room above, and a file in no room, are found', async () => {
  const root = mkdtempSync(join(tmpdir(), 'gloact-rooms-'))
  const lay = (file: string, text: string) => {
    mkdirSync(dirname(join(root, SERVER, file)), { recursive: true })
    writeFileSync(join(root, SERVER, file), text)
  }
  try {
    lay('file/store.ts', "import { list } from '../lists/list.ts'\n")
    lay('lists/list.ts', "import { store } from '../file/store.ts'\nexport const list = store\n")
    lay('stray.ts', 'export const stray = 1\n')
    const { defects } = await rooms.run(root)
    assert.deepEqual(
      defects.map(({ file, message }) => [file, message.split(' (')[0]]),
      [
        [`${SERVER}/stray.ts`, 'stands in no room of the list'],
        [`${SERVER}/file/store.ts`, 'file imports lists'],
      ],
    )
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
