import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import ExcelJS from 'exceljs'
import { newId } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { findLeaks } from '@gloact/vault/testing'
import { sql } from 'kysely'
import { action, attach, openAttachment, record, today } from '../support/file-story.ts'
import { dumpOf } from '../support/dump.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { ownerUrl, repository, signInAs, startServerProcess } from '../support/server-process.ts'

const folder = loadedDataDir()
after(folder.remove)

/** Names and telephone numbers of the workbook that the demonstration loads, six letters or more each. */
async function workbookSecrets(): Promise<string[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(join(repository, 'countries', 'demoland', 'htcds', 'people.xlsx'))
  const sheet = workbook.worksheets[0]!
  const keys = (sheet.getRow(1).values as (string | undefined)[]).map((key) => key?.trim())
  const columns = ['prs_FirstName', 'prs_SecondName', 'prs_MobilePhone', 'prs_Email'].map((key) => keys.indexOf(key))
  const found = new Set<string>()
  sheet.eachRow((row, number) => {
    if (number < 3) return
    for (const column of columns) {
      if (column < 0) continue
      const text = row.getCell(column).text.trim()
      if (Buffer.byteLength(text) >= 8 && !COMMON.test(text)) found.add(text)
    }
  })
  return [...found]
}

const SHELTER = '00000000-0000-4000-8000-0000000000a1'
/** The demonstration's training event of today. */
const TRAINING_EVENT = '00000000-0000-4000-8000-7e0000000004'

/** Words that the software itself has: a name that is also one of these says nothing where it is found. */
const COMMON = /^(unknown|declined|anonymous|not given)$/i

test('a dump, the data folder with its write-ahead log, and the logs hold no name, number or sentence of the people in the files', async () => {
  const server = await startServerProcess({ dataDir: folder.dataDir })
  const attachments = join(folder.dataDir, 'attachments')
  // Documents that come with the invented country.
  const invented = filesBelow(attachments)
  const said = {
    name: 'Zulaykho Mirzoeva-Qurbonova',
    arabic: 'زليخة القرباني المرزوقي',
    cyrillic: 'Зулайхо Мирзоева',
    devanagari: 'जुलेखा मिर्जोएवा',
    phone: '+999170012345',
    address: 'Blue door behind the old tannery, 4 Quay Lane',
    note: 'She said that the man from the agency kept her passport in a biscuit tin.',
    search: 'Zulaykho Mirzoeva from Khujand',
    title: 'The letter that she carried in her shoe',
    letter: 'My sister, they told me that the work would be in a bakery by the sea.',
    pixels: 'PIXELS-THAT-SHOW-THE-HOUSE-WITH-THE-BLUE-DOOR',
    place: 'GPS 40.2833 N 69.6222 E',
    view: 'Sister of Pwyllgorm',
    tag: 'Knows Zubaydullo',
    team: 'Friends of Mirzoeva Lane',
    practitioner: 'Inspector Gulbahor Nazarova',
    contact: 'gulbahor.nazarova@border.example',
  }
  let dump = ''
  try {
    const caseworker = await signInAs(server, 'caseworker')
    const fileId = newId<'file'>()
    const rows = [said.name, said.arabic, said.cyrillic, said.devanagari].map((name) => [newId(), name] as const)
    const opened = await caseworker.post('/protection/files', {
      fileId,
      personId: newId(),
      actions: [
        action('file_opened', { age: 'not_sure', contactOn: today(), channel: 'ngo', teamId: null, assignedTo: null }),
        action('answers_recorded', {
          form: 'identity',
          version: '1',
          edits: Object.fromEntries(
            rows.flatMap(([row, name]): [string, { readonly value: string | boolean }][] => [
              [`names/${row}`, { value: true }],
              [`names/${row}/given`, { value: name }],
            ]),
          ),
        }),
        action('answers_recorded', {
          form: 'contact',
          version: '2',
          edits: { mobile_phone: { value: said.phone }, street: { value: said.address } },
        }),
      ],
    })
    assert.equal(opened.status, 201, JSON.stringify(opened.body))
    // A text and a photograph that says where it was taken, in pieces that the scan would find if any of them lay open.
    for (const attached of [
      { declared: 'text/plain', title: said.title, bytes: Buffer.from(said.letter) },
      { declared: 'image/jpeg', title: 'A photograph', bytes: photographWith(said.pixels, said.place) },
    ]) {
      const attachmentId = await attach(caseworker, fileId, attached)
      assert.equal((await openAttachment(caseworker, fileId, attachmentId)).status, 200)
    }
    await record(caseworker, fileId, action('note_added', { kind: 'general', text: said.note, notedOn: today() }))
    // What goes wrong must not tell either: a search, a malformed body, a wrong answer, an address that is none.
    const found = await caseworker.post('/protection/search', { text: said.search, limit: 5 })
    assert.equal(found.status, 200)
    await caseworker.post('/protection/search', { text: said.search, limit: said.note })
    await caseworker.post(`/protection/files/${fileId}/actions`, {
      actions: [action('note_added', { kind: said.name, text: said.note })],
    })
    await caseworker.post(`/protection/files/${fileId}/actions`, {
      actions: [
        action('answers_recorded', { form: 'identity', version: '1', edits: { gender: { value: said.name } } }),
      ],
    })
    const kept = { teamId: null, filter: {}, sort: 'changed', direction: 'descending', columns: ['number'] }
    const view = await caseworker.put(`/protection/views/${newId()}`, { name: said.view, ...kept })
    assert.equal(view.status, 200, JSON.stringify(view.body))
    const supervisor = await signInAs(server, 'supervisor')
    const tag = await supervisor.post('/protection/tags', {
      id: newId(),
      ofCountry: false,
      names: { en: said.tag },
    })
    assert.ok(tag.status < 300, JSON.stringify(tag.body))
    const administrator = await signInAs(server, 'administrator')
    const team = await administrator.post('/identity/teams', { id: newId(), agencyId: SHELTER, name: said.team })
    assert.ok(team.status < 300, JSON.stringify(team.body))
    // Colleagues who are trained are in no file; their names are sealed all the same.
    const officer = await signInAs(server, 'training_officer')
    const nominee = {
      id: newId(),
      practitionerId: newId(),
      name: said.practitioner,
      email: said.contact,
      phone: said.phone,
      employer: null,
      profession: 'border_guard',
      yearsInPost: 3,
    }
    const nominations = `/training/events/${TRAINING_EVENT}/nominations`
    const nominated = await officer.post(nominations, nominee)
    assert.equal(nominated.status, 201, JSON.stringify(nominated.body))
    await officer.post(nominations, { ...nominee, id: said.practitioner })
    await officer.post('/training/take-part', { code: said.practitioner })
    await caseworker.post('/identity/sign-in', { email: said.name, password: said.note })

    const db = openDatabase(ownerUrl(folder.dataDir))
    try {
      await sql`checkpoint`.execute(db)
      dump = await dumpOf(db)
    } finally {
      await db.destroy()
    }
  } finally {
    assert.equal(await server.stop(), 0)
  }

  const secrets = [...Object.values(said), ...(await workbookSecrets())]
  assert.ok(secrets.length >= 50, `only ${secrets.length} secrets to look for`)
  const paths = readdirSync(folder.dataDir)
    .filter((name) => name !== 'keys')
    .map((name) => join(folder.dataDir, name))
  const { leaks, files, bytes } = findLeaks({ secrets, paths, texts: { dump, messages: server.messages() } })
  assert.equal(filesBelow(attachments), invented + 2, 'both attachments lie in the data folder')
  assert.ok(files > 1_000 && bytes > 20_000_000, `looked at ${files} files, ${bytes} bytes`)
  assert.ok(dump.includes('protection.case_file') && dump.length > 100_000)
  assert.deepEqual(leaks, [])
})

/** The smallest photograph with these bytes as its picture, and a place in its metadata. */
function photographWith(pixels: string, place: string): Buffer {
  const exif = Buffer.from(`Exif\u0000\u0000MM\u0000*\u0000\u0000\u0000\u0008\u0000\u0000 ${place}`, 'latin1')
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]),
    exif,
    Buffer.from([0xff, 0xda, 0, 2]),
    Buffer.from(pixels),
    Buffer.from([0xff, 0xd9]),
  ])
}

const filesBelow = (path: string): number =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
