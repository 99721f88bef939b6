import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gloact, gloactInWords } from '../support/gloact-command.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { answered } from '../support/file-story.ts'
import { signInAs, startServerProcess, type ServerProcess } from '../support/server-process.ts'

const folder = loadedDataDir()
const files = join(folder.dataDir, '..', 'files')
mkdirSync(files, { mode: 0o700 })
const at = (name: string): string => join(files, name)
const run = (...args: readonly string[]) => gloact(folder.dataDir, args)
const inWords = (...args: readonly string[]) => gloactInWords(folder.dataDir, args)
/** What a file holds that none but its owner can read. */
const privately = (name: string): Buffer => {
  assert.equal(statSync(at(name)).mode & 0o077, 0, `${name} is for its owner alone`)
  return readFileSync(at(name))
}

/** Two agencies of the demonstration that have no file yet. */
const [CLINIC, COORDINATOR] = ['Clinic Isa', 'Office of the National Coordinator']
const PEOPLE = 'prs_FirstName,prs_SecondName,prs_Birthdate\nSelma,Nangolo,1999-03-02\nTariro,Moyo,1994-11-30\n'

let server: ServerProcess
before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
})
after(async () => {
  await server?.stop()
  folder.remove()
})

test('people of a CSV file become files, an agency’s files a workbook, and the workbook files of another agency; each is taken back once', async () => {
  writeFileSync(at('people.csv'), PEOPLE)
  const tried = await inWords('import', 'htcds', at('people.csv'), '--agency', CLINIC, '--dry-run')
  const imported = '2 read: 2 imported, 0 updated, 0 unchanged, 0 rejected.'
  assert.deepEqual(tried, { exit: 0, out: `${imported}\nNothing was written.\n`, error: '' })
  const none = await run('export', 'htcds', '--agency', CLINIC, '--out', at('none.xlsx'))
  assert.deepEqual([none.exit, none.json], [0, { ok: true, exported: 0, out: at('none.xlsx') }])

  const first = await run('import', 'htcds', at('people.csv'), '--agency', CLINIC)
  assert.equal(first.exit, 0, first.error)
  const { batch, ...counts } = first.json
  assert.deepEqual(counts, {
    ok: true,
    read: 2,
    imported: 2,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    ignoredColumns: [],
  })

  const exported = await inWords('export', 'htcds', '--agency', CLINIC, '--out', at('people.xlsx'))
  assert.deepEqual(exported, { exit: 0, out: `2 files written to ${at('people.xlsx')}.\n`, error: '' })
  assert.equal(privately('people.xlsx').subarray(0, 2).toString(), 'PK')

  const second = await inWords('import', 'htcds', at('people.xlsx'), '--agency', COORDINATOR)
  assert.equal(second.exit, 0, second.error)
  const [, its] = /^To undo it: \.\/gloact import undo (\S+)$/m.exec(second.out) ?? []
  assert.ok(
    second.out.startsWith(`${imported}\nTo undo it: ./gloact import undo ${its}\nThe 2 files are unassigned, `),
    second.out,
  )
  const again = await run('import', 'htcds', at('people.xlsx'), '--agency', COORDINATOR)
  assert.deepEqual([again.exit, again.json['imported'], again.json['unchanged']], [0, 0, 2], 'nobody is there twice')

  assert.deepEqual(await inWords('import', 'undo', its!), { exit: 0, out: '2 undone.\n', error: '' })
  const twice = await run('import', 'undo', its!)
  assert.deepEqual([twice.exit, twice.json['error']], [3, 'protection.import_already_undone'])
  const gone = await run('export', 'htcds', '--agency', COORDINATOR, '--out', at('gone.xlsx'))
  assert.equal(gone.json['exported'], 0)
  const own = await run('import', 'undo', String(batch))
  assert.deepEqual([own.exit, own.json], [0, { ok: true, state: 'undone', batch, undone: 2, kept: 0 }])
})

test('a workbook that is exported again replaces the one that is there; what cannot be written leaves it as it is', async () => {
  writeFileSync(at('replaced.xlsx'), 'the last one')
  const wrong: readonly (readonly [readonly string[], number, string])[] = [
    [['--out', at('replaced.xlsx'), '--agency', 'Nowhere'], 3, 'identity.agency_unknown'],
    [['--out', join(at('nowhere'), 'people.xlsx')], 3, 'protection.export_not_writable'],
  ]
  for (const [args, exit, error] of wrong) {
    const refused = await run('export', 'htcds', ...args)
    assert.deepEqual([refused.exit, refused.json['error']], [exit, error])
  }
  const nowhere = await inWords('export', 'htcds')
  assert.deepEqual([nowhere.exit, nowhere.out], [2, ''])
  assert.match(nowhere.error, /^--out FILE is missing\./)
  assert.equal(readFileSync(at('replaced.xlsx'), 'utf8'), 'the last one')
  const replaced = await run('export', 'htcds', '--agency', CLINIC, '--out', at('replaced.xlsx'))
  assert.equal(replaced.exit, 0, replaced.error)
  assert.notEqual(privately('replaced.xlsx').toString('latin1', 0, 12), 'the last one')
  assert.deepEqual(
    readdirSync(files).filter((name) => name.includes('.part')),
    [],
  )
})

test('the identified cases are written as CTDC publishes them, never with fewer alike than the country’s rule, and are read again', async () => {
  const made = await run('export', 'ctdc', '--out', at('ctdc.csv'))
  assert.equal(made.exit, 0, made.error)
  assert.deepEqual([made.json['k'], made.json['out']], [11, at('ctdc.csv')])
  const [header, ...records] = privately('ctdc.csv').toString('utf8').trimEnd().split('\n')
  assert.equal(header!.split(',').length, 63)
  assert.equal(records.length, made.json['exported'])
  const told = await inWords('export', 'ctdc', '--k', '12', '--out', at('ctdc.csv'))
  assert.equal(told.exit, 0, told.error)
  assert.match(told.out, /^\d+ records written to .+ctdc\.csv; .+ left out, since fewer than 12 were like them\.\n/)

  const french = await inWords('export', 'ctdc', '--k', '12', '--out', at('ctdc.csv'), '--language', 'fr')
  assert.match(french.out, /^\d+ enregistrements? écrits? dans .+ctdc\.csv\s; .+ laissés de côté/)
  assert.doesNotMatch(french.out, /\b(?:records?|written|left out|blanked)\b/)

  const before = readFileSync(at('ctdc.csv'), 'utf8')
  const fewer = await run('export', 'ctdc', '--k', '5', '--out', at('ctdc.csv'))
  assert.deepEqual([fewer.exit, fewer.json['error']], [3, 'protection.export_too_few_alike'])
  const many = await inWords('export', 'ctdc', '--k', 'many', '--out', at('ctdc.csv'))
  assert.deepEqual([many.exit, many.out, many.error], [2, '', '--k is a whole number.\n'])
  assert.equal(readFileSync(at('ctdc.csv'), 'utf8'), before, 'what is refused changes nothing')

  const read = await run('import', 'ctdc', at('ctdc.csv'), '--dry-run')
  assert.equal(read.exit, 0, read.error)
  const { read: rows, rejected, batch } = read.json
  assert.deepEqual([rows, rejected, batch], [before.trimEnd().split('\n').length - 1, 0, null])
})

test('an agency that leaves takes everything along, into a folder that is not there yet; each export is in the audit log', async () => {
  const caseworker = await signInAs(server, 'caseworker')
  const mine = await answered<{ items: { number: string }[] }>(caseworker.get('/protection/files?mine=true&limit=5'))
  const made = await inWords('export', 'agency', '--agency', 'Shelter North', '--out', at('shelter'))
  assert.equal(made.exit, 0, made.error)
  const [, count] = /^(\d+) files with \d+ actions and \d+ attachments written to .+shelter\.\n$/.exec(made.out) ?? []
  const lines = privately('shelter/files.jsonl').toString('utf8').trimEnd().split('\n')
  assert.equal(String(lines.length), count)
  for (const { number } of mine.items)
    assert.ok(
      lines.some((line) => line.includes(`"${number}"`)),
      number,
    )
  for (const name of ['README.txt', 'manifest.json', 'people.xlsx', 'forms.json', 'staff.json']) {
    assert.ok(privately(`shelter/${name}`).length > 0, name)
  }
  assert.equal(statSync(at('shelter')).mode & 0o077, 0)

  const again = await run('export', 'agency', '--agency', 'Shelter North', '--out', at('shelter'))
  assert.deepEqual([again.exit, again.json['error']], [3, 'protection.export_folder_not_empty'])
  mkdirSync(at('empty'))
  const into = await run('export', 'agency', '--agency', COORDINATOR, '--out', at('empty'))
  assert.deepEqual([into.exit, into.json['ok'], into.json['out']], [0, true, at('empty')], into.error)
  assert.equal(statSync(at('empty')).mode & 0o077, 0, 'as private as one that was made')
  assert.deepEqual(
    readdirSync(files).filter((name) => name.includes('.part')),
    [],
  )
  const verified = await run('audit', 'verify')
  assert.deepEqual([verified.exit, verified.json['ok']], [0, true])
})

test('a law’s file joins a library once, and is written as it says on a day', async () => {
  const agency = ['--agency', 'Ministry of Justice']
  writeFileSync(at('act.html'), '<p>1. Offence</p><p>(1) Nobody shall recruit at a jetty.</p>')
  const law = ['law', 'import', at('act.html'), ...agency, '--title', 'Jetty Act', '--made-on', '2020-01-01']
  assert.equal((await run(...law, '--from', '1 January')).exit, 2)
  const added = await run(...law, '--from', '2020-02-01', '--language', 'en')
  assert.deepEqual([added.exit, added.json['already']], [0, false], added.error)
  const again = await run(...law, '--from', '2020-02-01', '--language', 'en')
  assert.deepEqual([again.json['already'], again.json['expressionId']], [true, added.json['expressionId']])
  const written = await run('law', 'export', 'Jetty Act', ...agency, '--out', at('act.xml'))
  assert.deepEqual([written.exit, written.json['validFrom']], [0, '2020-02-01'], written.error)
  assert.match(readFileSync(at('act.xml'), 'utf8'), /<akomaNtoso[\s\S]*Nobody shall recruit at a jetty\./)
  const officer = await signInAs(server, 'legal_officer')
  const found = (await officer.get('/legislation/search?q=jetty')).body as { items: { title: string }[] }
  assert.deepEqual(
    found.items.map(({ title }) => title),
    ['Jetty Act'],
  )
})
