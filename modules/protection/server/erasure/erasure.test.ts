import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileAttachmentStore } from '@gloact/attachments'
import { closeBlock, fileAuditSigner, auditPublicKeys, verifyAudit } from '@gloact/audit'
import { addDays, addMonths, asPlainDate, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { principalScope, ROLES, rowScopeOf, type Principal, type Role } from '@gloact/identity/contract/principal'
import type { Erases } from '@gloact/module'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { fileErasureList } from '@gloact/vault'
import { findLeaks } from '@gloact/vault/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { erasurePolicy } from '../../domain/erasure/erasure.ts'
import { loadDemoFiles } from '../demo/demo-files.ts'
import { tables } from '../file/file-tables.ts'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { listClosedFiles } from '../lists/list-closed-files.ts'
import { listReaders } from '../history/list-readers.ts'
import { workOf } from '../../contract/work/tasks.ts'
import { fileTasks } from '../work/read-my-work.ts'
import { act, day, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { codeOf, stepsOn } from '../testing/steps.ts'
import { dumpTables } from '../testing/tables-naming.ts'
import { verifyFileChains } from '../history/verify-chains.ts'
import { askErasure, readErasableFile } from './ask-erasure.ts'
import { confirmErasure } from './confirm-erasure.ts'
import { eraseAgain } from './erase-again.ts'
import { protectionErases } from './erase-person.ts'
import type { ErasureContext } from './erasure-context.ts'
import { erasureTasks } from './erasure-tasks.ts'
import { listErasures } from './list-erasures.ts'
import { withdrawErasure } from './withdraw-erasure.ts'

const stage = await protectionStage()
const { adultFile, record, read } = stepsOn(stage.context)
const folder = mkdtempSync(join(tmpdir(), 'gloact-erasure-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const list = fileErasureList(join(folder, 'erasures.jsonl'))
const context: ErasureContext = {
  ...stage.context,
  erasures: {
    list,
    backupDays: 90,
    store: fileAttachmentStore(join(folder, 'attachments')),
    everywhere: () => [protectionErases(stage.context)],
  },
}
await loadDemoFiles(stage.context, {
  frontline: STAFF.frontline,
  caseworker: STAFF.caseworker,
  supervisor: STAFF.supervisor,
  authority: STAFF.authority,
  childProtection: STAFF.childProtection,
})

const NOTE = 'Her sister waits behind the blue door.'

async function closedFile(): Promise<{ readonly fileId: string; readonly number: string; readonly personId: string }> {
  const fileId = await adultFile()
  const note = act('note_added', { kind: 'general', text: NOTE, notedOn: day(TODAY) })
  unwrap(await record(STAFF.caseworker, fileId, note))
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('closure_requested', { reason: 'goals_achieved', summary: 'Work and a flat were found.' }),
    ),
  )
  unwrap(await record(STAFF.supervisor, fileId, act('closure_approved', { closedOn: day(TODAY) })))
  const { number } = await read(STAFF.supervisor, fileId)
  const row = await readInScope(stage.db, systemScope('DL'), (trx) =>
    tables(trx)
      .selectFrom('protection.case_file')
      .select('person_id')
      .where('id', '=', fileId)
      .executeTakeFirstOrThrow(),
  )
  return { fileId, number, personId: row.person_id }
}

const askFor = (number: string, by: Principal = STAFF.dataProtection, id: string = newId()) =>
  askErasure(context, by, { id, number, basis: 'person_asked' })

/** What figures are counted from: statistical answers and outcomes, by month. */
async function figures(): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select coded->>'age_at_contact' as age, coded->>'majority_at_contact' as majority, coded->>'screening_outcome' as screening,
      coded->>'reasonable_grounds' as reasonable, coded->>'closure_reason' as closure, coded->>'identity/gender' as gender,
      path, status, stage, date_trunc('month', opened_on)::date as month, count(*) as files
    from protection.case_file group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(
    stage.owner,
  )
  return rows
}

test('an erasure is not confirmed by an account that the person who asked had in their hands not long ago', async () => {
  const { fileId, number } = await closedFile()
  const asked = unwrap(await askFor(number))
  const notTwoPeople: ErasureContext = {
    ...context,
    directory: { ...context.directory, notIndependentOf: async () => new Set<string>([STAFF.dataProtection.userId]) },
  }
  const shown = unwrap(await listErasures(notTwoPeople, STAFF.supervisor)).items.find(({ id }) => id === asked.id)
  assert.deepEqual([shown?.mayConfirm, shown?.notTwoPeople], [false, true])
  assert.ok(!(await erasureTasks(notTwoPeople, STAFF.supervisor)).some(({ file }) => file.id === fileId))
  const refused = await confirmErasure(notTwoPeople, STAFF.supervisor, asked.id, { number })
  assert.deepEqual(refused.ok ? null : refused.error, {
    code: 'protection.not_allowed',
    params: { reason: 'protection.policy.erasing_not_two_people' },
  })
  assert.equal(await codeOf(confirmErasure(context, STAFF.supervisor, asked.id, { number })), 'recorded')
})

test('one asks and another confirms; then the file is gone for everybody, and a certificate says what was done', async () => {
  const { fileId, number } = await closedFile()
  const asked = unwrap(await askFor(number))
  assert.equal(asked.number, number)
  assert.equal(asked.mayConfirm, false, 'not by the person who asked')
  assert.equal(
    await codeOf(confirmErasure(context, STAFF.dataProtection, asked.id, { number })),
    'protection.not_allowed',
  )
  assert.equal(
    await codeOf(confirmErasure(context, STAFF.supervisor, asked.id, { number: 'DL-AAAAAA-A' })),
    'protection.erasure_number_differs',
  )
  assert.equal((await read(STAFF.supervisor, fileId)).number, number, 'still there')
  const erased = unwrap(await confirmErasure(context, STAFF.supervisor, asked.id, { number }))
  assert.equal(erased.number, null)
  assert.equal(erased.certificate?.files, 1)
  assert.ok(erased.certificate.actions >= 5)
  // The KEK of the stage was made when it began: renewed after 30 days, its last backup kept for 90, two nights for the jobs.
  assert.equal(erased.certificate.backupsUnreadableOn, addDays(asPlainDate(TODAY), 122))
  assert.equal(
    await codeOf(
      record(STAFF.supervisor, fileId, act('note_added', { kind: 'general', text: 'x', notedOn: day(TODAY) })),
    ),
    'protection.not_found',
  )
  const listed = unwrap(await listCaseFiles(stage.context, STAFF.supervisor, { limit: 100 }))
  assert.ok(listed.items.length > 0 && listed.items.every((file) => file.id !== fileId))
  assert.equal(await codeOf(listReaders(context, STAFF.supervisor, fileId, {})), 'protection.not_found')
  const { items } = unwrap(await listErasures(context, STAFF.dataProtection))
  assert.deepEqual(items.find(({ id }) => id === asked.id)?.certificate, erased.certificate)
  assert.equal(
    await codeOf(confirmErasure(context, STAFF.supervisor, asked.id, { number })),
    'protection.erasure_ended',
  )
})

test('after erasure neither the person, the number nor anything said is in a dump, and figures count as before', async () => {
  const { fileId, number, personId } = await closedFile()
  const found = await stage.names
    .catchUp()
    .then(() => stage.names.search('Nurgul Asanova', STAFF.supervisor, TODAY, 50))
  assert.ok(found.some(({ id }) => id === fileId))
  const before = await figures()
  const asked = unwrap(await askFor(number))
  unwrap(await confirmErasure(context, STAFF.supervisor, asked.id, { number }))
  const texts = Object.fromEntries(await dumpTables(stage.owner))
  // The vault keeps that a key was destroyed, and when: that row and the list beside the KEK are all that knows the id.
  const keys = texts['vault.person_key']!.split('\n').filter((line) => line.includes(personId))
  assert.equal(keys.length, 1)
  assert.equal((JSON.parse(keys[0]!) as { wrapped: unknown }).wrapped, null)
  const { 'vault.person_key': _keys, ...others } = texts
  assert.ok(Object.keys(others).length > 20)
  assert.deepEqual(findLeaks({ secrets: [personId, number, NOTE, 'Nurgul'], texts: others }).leaks, [])
  // In this schema the file's id stands in its log, its emptied row and tokens, its services and the certificate alone.
  const naming = Object.entries(others).flatMap(([table, text]) =>
    table.startsWith('protection.') && text.includes(fileId) ? [table] : [],
  )
  const allowed = ['case_file', 'erasure', 'file_action', 'name_tokens', 'service'].map((name) => `protection.${name}`)
  assert.deepEqual(
    naming.filter((table) => !allowed.includes(table)),
    [],
  )
  const row = JSON.parse(others['protection.case_file']!.split('\n').find((line) => line.includes(fileId))!) as Record<
    string,
    unknown
  >
  for (const column of ['team_id', 'assigned_to', 'opened_by', 'next_due_at']) assert.equal(row[column], null, column)
  assert.equal(row['sealed_state'], '\\x')
  assert.deepEqual(row['clocks'], [])
  assert.match(String(row['opened_on']), /-01$/)
  await stage.names.catchUp()
  assert.ok(stage.names.search('Nurgul Asanova', STAFF.supervisor, TODAY, 50).every(({ id }) => id !== fileId))
  assert.deepEqual(await figures(), before)
  assert.ok(list.personIds().has(personId))
})

test('the chain of an erased file and the audit log still verify', async () => {
  const { number } = await closedFile()
  const asked = unwrap(await askFor(number))
  unwrap(await confirmErasure(context, STAFF.supervisor, asked.id, { number }))
  const chains = await verifyFileChains(stage.db)
  assert.equal(chains.broken, undefined)
  assert.ok(chains.files >= 6)
  await closeBlock(stage.db, unwrap(fileAuditSigner(folder)), stage.clock)
  const audit = await verifyAudit(stage.db, { publicKeys: auditPublicKeys(folder) })
  assert.equal(audit.ok, true, JSON.stringify(audit))
})

test('another module forgets the person in the same transaction: where it cannot, nothing is erased', async () => {
  const { fileId, number, personId } = await closedFile()
  const asked = unwrap(await askFor(number))
  const told: unknown[] = []
  const beside = (erase: Erases['erase']): ErasureContext => ({
    ...context,
    erasures: {
      ...context.erasures,
      everywhere: () => [{ holds: async () => [], erase }, ...context.erasures.everywhere()],
    },
  })
  const cannot = beside(async () => {
    throw new Error('not now')
  })
  await assert.rejects(confirmErasure(cannot, STAFF.supervisor, asked.id, { number }), /not now/)
  assert.equal((await read(STAFF.supervisor, fileId)).number, number, 'still there')
  const can = beside(async (_trx, of) => {
    told.push(of)
    return []
  })
  unwrap(await confirmErasure(can, STAFF.supervisor, asked.id, { number }))
  assert.deepEqual(told, [{ personId, fileIds: [fileId], how: 'asked' }])
})

test('a restored backup brings nobody back: the list beside the KEK erases the rows again', async () => {
  const { fileId, personId } = await closedFile()
  const key = await readInScope(stage.db, systemScope('DL'), (trx) =>
    sql<{ wrapped: Uint8Array | null }>`select wrapped from vault.person_key where person_id = ${personId}`.execute(
      trx,
    ),
  )
  assert.ok(key.rows[0]?.wrapped)
  // The list knows of an erasure that the rows, as a backup from before has them, do not.
  list.add([personId])
  const { replayed } = await context.vault.reconcileErasures(stage.db, list)
  assert.deepEqual(replayed, [personId])
  assert.deepEqual(await eraseAgain(context, replayed), { files: 1 })
  const { rows } = await sql<{ person_id: string; erased_at: string | null }>`
    select person_id, erased_at from protection.case_file where id = ${fileId}`.execute(stage.owner)
  assert.notEqual(rows[0]?.person_id, personId)
  assert.ok(rows[0]?.erased_at)
  assert.deepEqual(await eraseAgain(context, replayed), { files: 0 })
})

test('an open file, one out of reach and one that nobody has are not erased; who may not ask is told so', async () => {
  const open = await adultFile()
  const { number } = await read(STAFF.caseworker, open)
  assert.equal(await codeOf(askFor(number)), 'protection.erasure_file_open')
  assert.equal(await codeOf(askFor(number, STAFF.stranger)), 'protection.not_found')
  assert.equal(await codeOf(askFor('DL-AAAAAA-A')), 'protection.not_found')
  for (const who of [STAFF.caseworker, STAFF.analyst, STAFF.administrator, STAFF.frontline]) {
    assert.equal(await codeOf(askFor(number, who)), 'protection.not_allowed')
    assert.equal(await codeOf(listErasures(context, who)), 'protection.not_allowed')
  }
})

test('an officer answers for the country: they ask for another agency’s file, and a supervisor of that agency confirms', async () => {
  const { fileId, number } = await closedFile()
  // As in the demonstration: one supervisor keeps the file, and the officer sits elsewhere.
  const officer = { ...STAFF.dataProtection, agencyId: STAFF.authority.agencyId }
  const another = { ...officer, userId: STAFF.otherAuthority.userId }
  assert.deepEqual(unwrap(await readErasableFile(context, officer, fileId)), { number })
  assert.equal(await codeOf(readErasableFile(context, STAFF.stranger, fileId)), 'protection.not_found')
  assert.equal(
    await codeOf(readErasableFile(context, officer, await adultFile())),
    'protection.not_found',
    'it is open',
  )
  const asked = unwrap(await askFor(number, officer))
  const taskOf = async (who: Principal) =>
    (await erasureTasks(context, who)).filter((task) => task.file.id === fileId).map(({ kind }) => kind)
  assert.deepEqual(await taskOf(STAFF.supervisor), ['confirm_erasure'])
  assert.deepEqual([await taskOf(officer), await taskOf(another), await taskOf(STAFF.stranger)], [[], [], []])
  // Two officers without anybody who answers for the file in its agency erase nothing.
  assert.equal(await codeOf(confirmErasure(context, another, asked.id, { number })), 'protection.not_allowed')
  assert.equal(await codeOf(confirmErasure(context, STAFF.stranger, asked.id, { number })), 'protection.not_found')
  const seen = unwrap(await listErasures(context, another))
  assert.equal(seen.items.find(({ id }) => id === asked.id)?.mayConfirm, false)
  assert.equal(seen.names[asked.askedBy], officer.displayName)
  unwrap(await confirmErasure(context, STAFF.supervisor, asked.id, { number }))
  // And the other way round: the supervisor asks, the officer of the country confirms.
  const second = await closedFile()
  const bySupervisor = unwrap(await askFor(second.number, STAFF.supervisor))
  unwrap(await confirmErasure(context, officer, bySupervisor.id, { number: second.number }))
})

test('a file kept long enough is put before the supervisors of its agency, until somebody asks', async () => {
  const { fileId, number } = await closedFile()
  const years = stage.context.rules.retention.adultYears
  const at = (today: string) => ({ ...context, clock: fixedClock(`${today}T09:00:00Z`) })
  const over = addMonths(asPlainDate(TODAY), years * 12)
  const tasks = async (who: Principal, today: string) =>
    (await erasureTasks(at(today), who)).filter((task) => task.file.id === fileId)
  assert.deepEqual(await tasks(STAFF.supervisor, addDays(over, -2)), [])
  const [task] = await tasks(STAFF.supervisor, addDays(over, 1))
  assert.deepEqual([task?.kind, task?.since], ['retention_ended', `${over}T00:00:00.000Z`])
  for (const who of [STAFF.stranger, STAFF.caseworker, STAFF.dataProtection, STAFF.administrator])
    assert.deepEqual(await tasks(who, addDays(over, 1)), [])
  assert.equal(
    workOf(await fileTasks(at(addDays(over, 1)), STAFF.supervisor)).find(({ about }) => about.id === fileId)?.presses,
    'later',
  )
  const listed = (await listClosedFiles(context)).find((one) => one.fileId === fileId)
  assert.deepEqual([listed?.number, listed?.endsOn, listed?.agencyName], [number, over, STAFF.supervisor.agencyName])
  unwrap(await askFor(number, STAFF.supervisor))
  assert.deepEqual(await tasks(STAFF.supervisor, addDays(over, 1)), [])
})

test('row-level security and the policy agree on whose erasures somebody sees', async () => {
  const agencies = [STAFF.supervisor.agencyId, STAFF.stranger.agencyId]
  const { fileId } = await closedFile()
  const rows = agencies.map((agency_id, index) => ({
    id: newId(),
    file_id: fileId,
    country: 'DL',
    agency_id,
    basis: 'duty_in_law',
    asked_by: STAFF.colleague.userId,
    asked_at: `${TODAY}T0${index}:00:00Z`,
    asked_by_supervisor: false,
    withdrawn_by: STAFF.colleague.userId,
    withdrawn_at: `${TODAY}T09:00:00Z`,
  }))
  await stage.owner
    .insertInto('protection.erasure' as never)
    .values(rows as never)
    .execute()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...agencies),
      fc.uniqueArray(fc.constantFrom<Role>(...ROLES), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('DL', 'XL'),
      async (agencyId, roles, country) => {
        const who = { ...STAFF.analyst, agencyId, roles, country, scope: rowScopeOf(roles) } as Principal
        const { rows: seen } = await readInScope(stage.db, principalScope(who), (trx) =>
          sql<{ id: string }>`select id from protection.erasure`.execute(trx),
        )
        for (const row of rows) {
          const resource = { agencyId: row.agency_id, askedBy: row.asked_by, askedBySupervisor: false }
          assert.equal(
            seen.some(({ id }) => id === row.id),
            country === 'DL' && erasurePolicy.decide(who, 'erasure.see', resource).allowed,
            JSON.stringify({ agencyId, roles, country, row }),
          )
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('asking twice asks once; what was taken back may be asked for again, and is confirmed by nobody', async () => {
  const { number } = await closedFile()
  const id = newId()
  const asked = unwrap(await askFor(number, STAFF.dataProtection, id))
  assert.deepEqual(unwrap(await askFor(number, STAFF.dataProtection, id)), asked)
  assert.equal(await codeOf(askFor(number, STAFF.supervisor)), 'protection.erasure_waiting')
  assert.equal(await codeOf(withdrawErasure(context, STAFF.stranger, id)), 'protection.not_found')
  unwrap(await withdrawErasure(context, STAFF.supervisor, id))
  assert.equal(await codeOf(confirmErasure(context, STAFF.supervisor, id, { number })), 'protection.erasure_ended')
  const again = unwrap(await askFor(number, STAFF.supervisor))
  assert.equal(await codeOf(confirmErasure(context, STAFF.supervisor, again.id, { number })), 'protection.not_allowed')
  unwrap(await confirmErasure(context, STAFF.dataProtection, again.id, { number }))
})

test('an id that was used for another file, or on another basis, asks for nothing', async () => {
  const [one, two] = [await closedFile(), await closedFile()]
  const id = newId()
  unwrap(await askFor(one.number, STAFF.dataProtection, id))
  assert.equal(await codeOf(askFor(two.number, STAFF.dataProtection, id)), 'protection.action_id_used')
  assert.equal(
    await codeOf(askErasure(context, STAFF.dataProtection, { id, number: one.number, basis: 'retention_ended' })),
    'protection.action_id_used',
  )
  const { items } = unwrap(await listErasures(context, STAFF.dataProtection))
  assert.deepEqual(
    items.filter(({ fileId }) => [one.fileId, two.fileId].includes(fileId)).map(({ fileId }) => fileId),
    [one.fileId],
  )
  // Taken back and asked for again, the first request is still the one that its id means.
  unwrap(await withdrawErasure(context, STAFF.dataProtection, id))
  unwrap(await askFor(one.number))
  assert.equal(unwrap(await askFor(one.number, STAFF.dataProtection, id)).id, id)
})

test('a file that was opened again while its erasure waited is not erased', async () => {
  const { fileId, number } = await closedFile()
  const asked = unwrap(await askFor(number))
  unwrap(
    await record(
      STAFF.supervisor,
      fileId,
      act('file_reopened', { reopenedOn: day(TODAY), reasons: 'She called again.' }),
    ),
  )
  assert.equal(
    await codeOf(confirmErasure(context, STAFF.supervisor, asked.id, { number })),
    'protection.erasure_file_open',
  )
  assert.equal((await read(STAFF.supervisor, fileId)).number, number)
})

test('nobody but the system may call what erases, whatever rows they see', async () => {
  const { fileId } = await closedFile()
  for (const scope of [
    { ...systemScope('DL'), 'app.row_scope': 'agency', 'app.agency_id': STAFF.supervisor.agencyId },
    { ...systemScope('DL'), 'app.row_scope': '' },
  ]) {
    await assert.rejects(
      inScope(stage.db, scope, async (trx) => {
        await sql`select protection.erase_file(${fileId}, ${newId()}, '{}'::jsonb)`.execute(trx)
        return ok(undefined)
      }),
      /only the system erases/,
    )
  }
})
