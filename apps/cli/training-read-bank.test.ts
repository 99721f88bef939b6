import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'gloact-bank-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Read {
  readonly exit: number
  readonly json: {
    readonly questions: readonly { readonly name: string; readonly type: string; readonly line: number }[]
    readonly findings: readonly { readonly line: number; readonly message: string }[]
  }
}

/** Without a database: where there is none, the command does not notice. */
function readBank(path: string): Promise<Read> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: 'postgres://127.0.0.1:1/none', GLOACT_DATA_DIR: folder }
  return new Promise((resolve) => {
    const args = [join(import.meta.dirname, 'main.ts'), 'training', 'read-bank', path, '--json']
    execFile(process.execPath, args, { env }, (error, out) => {
      const exit = typeof error?.code === 'number' ? error.code : 0
      resolve({ exit, json: JSON.parse(out) as Read['json'] })
    })
  })
}

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('a bank is read without a database: its questions, and what is odd on which line', async () => {
  const { exit, json } = await readBank(written('a.gift', '::A::So?{T}\n\n::B::Which?{\n~a\n~b\n}\n'))
  assert.equal(exit, 0)
  assert.deepEqual(json.questions, [{ name: 'A', type: 'true_false', line: 1 }])
  assert.deepEqual(
    json.findings.map(({ line, message }) => [line, /No answer is marked as right/.test(message)]),
    [[4, true]],
  )
})

test('a file that is no text and one without questions are refused; one that is not there is said to be none', async () => {
  assert.equal((await readBank(written('b.gift', Uint8Array.of(0xff, 0xfe, 0x41)))).exit, 3)
  assert.equal((await readBank(written('c.gift', 'Which?{~a ~b}'))).exit, 3)
  assert.equal((await readBank(join(folder, 'none.gift'))).exit, 1)
})

const DATA = join(import.meta.dirname, '../../../shared/data/training')
const skip = existsSync(DATA) ? false : 'the folder of reference data is not there'

test('the banks of the reference data have as many questions as is expected of them', { skip }, async () => {
  const { gift } = JSON.parse(readFileSync(join(DATA, 'expected.json'), 'utf8')) as {
    gift: Record<string, { questions?: number }>
  }
  for (const [file, { questions }] of Object.entries(gift)) {
    if (questions === undefined) continue
    const { exit, json } = await readBank(join(DATA, 'gift', file))
    assert.deepEqual([exit, json.questions.length], [0, questions], file)
  }
})
