import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { newId } from '@gloact/kernel'
import { loopbackClamd, pdfOf, type LoopbackScanner } from '@gloact/attachments/testing'
import { answered, openFile } from '../support/file-story.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

// Hostile files in, and formulas out, as the attacker sent them.

const folder = loadedDataDir()
let server: ServerProcess
let scanner: LoopbackScanner
let caseworker: Caller

before(async () => {
  scanner = await loopbackClamd('INVENTED-VIRUS')
  server = await startServerProcess({
    dataDir: folder.dataDir,
    env: { GLOACT_SCANNER: `clamd://127.0.0.1:${scanner.port}`, GLOACT_SCANNER_SECONDS: '60' },
  })
  caseworker = await signInAs(server, 'caseworker')
})
after(async () => {
  await server?.stop()
  await scanner?.close()
  folder.remove()
})

const sent = async (fileId: string, bytes: Uint8Array) => {
  const { status, body } = await caseworker.putBytes(`/protection/files/${fileId}/attachments/${newId()}`, bytes)
  return `${status} ${(body as { code?: string }).code ?? 'taken'}`
}

test('a PDF with a script is refused, written plainly or packed; what a scanner finds too; and nothing is taken while it is away', async () => {
  const { fileId } = await openFile(caseworker, { name: 'Zeynep', note: 'A note.' })
  const script = '<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'
  const packed = deflateSync(`7 0 ${script}`)
  assert.equal(await sent(fileId, pdfOf()), '200 taken')
  assert.equal(await sent(fileId, pdfOf([{ dictionary: script }])), '415 protection.attachment_acts')
  assert.equal(
    await sent(
      fileId,
      pdfOf([{ dictionary: '<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>', stream: packed }]),
    ),
    '415 protection.attachment_acts',
  )
  assert.equal(await sent(fileId, pdfOf([], '/Encrypt 9 0 R')), '415 protection.attachment_locked')
  assert.equal(await sent(fileId, Buffer.from('Words and INVENTED-VIRUS.')), '422 protection.attachment_infected')
  await scanner.close()
  assert.equal(await sent(fileId, Buffer.from('Words.')), '503 protection.attachment_unscanned')
})

test('a name that a spreadsheet would work out leaves with an apostrophe, its sign in full width too', async () => {
  const names = ['＝HYPERLINK("http://x.example")', '＋1', '－1', '＠SUM(A1)', '=1+1']
  for (const name of names) await openFile(caseworker, { name, note: 'A note.' })
  const asked = {
    filter: {},
    sort: 'changed',
    direction: 'descending',
    columns: ['number'],
    identifying: ['name'],
    purpose: 'contact_person',
    format: 'csv',
    language: 'en',
    words: {},
  }
  const list = Buffer.from(await answered<Uint8Array>(caseworker.post('/protection/files/export', asked))).toString(
    'utf8',
  )
  for (const name of names) {
    const cell = `"'${name.replaceAll('"', '""')}"`
    assert.ok(list.includes(cell), `${cell} is not in\n${list.slice(0, 2_000)}`)
  }
})
