import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { disclosureRule } from '@gloact/disclosure'
import { enterPeer, testCountry, testWire, type TestCountry } from '@gloact/exchange/testing'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock, newId, unwrap, type Json } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { takeStep } from '@gloact/records/server'
import { createVault, memoryKekProvider } from '@gloact/vault'
import { scopeOf } from './context.ts'
import { COMPLETE_REQUEST } from '../domain/testing/complete-request.ts'
import { victimPorts } from './testing/victim-files.ts'
import type { VictimContext } from './victims/victims-context.ts'
import { saveRow } from '@gloact/registers/server'
import { addFile, listFiles, nameFile, openFile } from './files.ts'
import { authorities } from '../contract/directory.ts'
import { directoryOf } from './directory.ts'
import { compareAll, readJointAudit } from './joint-audit.ts'
import { cooperationModule } from './module.ts'
import { listMessages, readContent } from './read-request.ts'
import { requestsOf, SERVED } from './requests.ts'
import { approveRequest, draftRequest, submitRequest } from './write-request.ts'

/* The same module on the exchange itself: signed, encrypted, numbered and receipted, by officers who open no case file. */

const clock = fixedClock('2026-11-24T09:00:00Z')
const country = { id: 'country', version: '1', codes: ['DL', 'XN'].map((code) => ({ code, label: { en: code } })) }
const wire = testWire()
const DL = await testCountry('DL', { clock, channel: wire.of('DL') })
const XN = await testCountry('XN', { clock, channel: wire.of('XN') })

function sideOf(at: TestCountry) {
  const context: VictimContext = {
    victims: victimPorts(new Map()),
    db: at.database.db,
    vault: createVault({ kek: memoryKekProvider() }),
    clock,
    country: at.code,
    calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
    smallCounts: unwrap(disclosureRule()),
    codeLists: { ...CODE_LISTS, country },
    config: { clocks: {}, victimClocks: {}, keepYears: 10, victimMonths: 12 },
    exchange: at.exchange,
    agencies: async () => [],
    staffNames: async () => new Map(),
    notIndependentOf: async () => new Set(),
  }
  const module = cooperationModule(context)
  wire.connect(at)
  const person = (role: string): Principal =>
    ({
      userId: newId(),
      agencyId: at.agencyId,
      agencyName: 'Central Authority',
      country: at.code,
      teamIds: [],
      roles: [role],
      scope: 'none',
    }) as unknown as Principal
  return {
    context,
    module,
    of: requestsOf(context),
    officer: person('cooperation_officer'),
    approver: person('central_authority_approver'),
  }
}
const [ours, theirs] = [sideOf(DL), sideOf(XN)]
await enterPeer(DL, XN, { messageTypes: ['cooperation.*'] })
await enterPeer(XN, DL, { messageTypes: ['cooperation.*'] })

const given = (values: Readonly<Record<string, Json>>) =>
  Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value }]))
const now = () => clock.now()

test('a request goes over the exchange, is opened and acknowledged, and both sides show the same hashes and receipts', async () => {
  const entry = {
    name: { en: 'Central Authority of Norland' },
    country: 'XN',
    desk: 'central_authority',
    matters: ['mla'],
    channels: ['exchange'],
    languages: ['en'],
    translation_required: 'yes',
    dual_criminality: 'no',
    confirmed_on: '2026-06-01',
  }
  const authorityId = newId<string>()
  const row = { id: authorityId, answers: given(entry), version: undefined }
  unwrap(await saveRow(authorities, directoryOf(ours.context), ours.officer, row))
  const answers = given({ ...COMPLETE_REQUEST, codes: ['h2'] })
  const id = newId<string>()
  const step = () => ({ stepId: newId<string>(), happenedAt: now() })
  unwrap(await draftRequest(ours.context, ours.of, ours.officer, { id, authorityId, answers, ...step() }))
  const fileId = newId<string>()
  const before = unwrap(await readContent(ours.context, ours.of, ours.approver, id)).digest
  unwrap(await add(ours, id, fileId))
  unwrap(await add(ours, id, fileId))
  unwrap(
    await nameFile(
      ours.context,
      ours.of,
      ours.officer,
      { requestId: id, enclosureId: fileId },
      'Statement of Ivo Marek.txt',
    ),
  )
  assert.notEqual(unwrap(await readContent(ours.context, ours.of, ours.approver, id)).digest, before)
  unwrap(await submitRequest(ours.context, ours.of, ours.officer, id, step()))
  // What was read without the file is not what would be sent with it.
  const early = unwrap(await readContent(ours.context, ours.of, ours.approver, id)).digest
  const late = await add(ours, id, newId())
  assert.equal(!late.ok && late.error.code, 'cooperation.no_file_now')
  const { digest } = unwrap(await readContent(ours.context, ours.of, ours.approver, id))
  assert.equal(digest, early)
  unwrap(await approveRequest(ours.context, ours.of, ours.approver, id, { digest, ...step() }))
  await DL.exchange.deliverDue()
  const sent = unwrap(await listMessages(ours.context, ours.of, ours.officer, id)).items
  assert.deepEqual(
    sent.map(({ type, state }) => [type, state]),
    [['cooperation.mla_request', 'delivered']],
  )
  const there = await XN.asSystem(async (trx) => {
    const found: readonly { id: string; state: string }[] = await trx
      .selectFrom('cooperation.request')
      .select(['id', 'state'])
      .execute()
    return found
  })
  assert.deepEqual(
    there.map(({ state }) => state),
    ['delivered'],
  )
  const theirId = there[0]!.id
  const read = unwrap(await readContent(theirs.context, theirs.of, theirs.officer, theirId))
  assert.deepEqual(read.answers['facts'], answers['facts'])
  unwrap(
    await inScope(theirs.context.db, scopeOf(theirs.officer), (trx) =>
      takeStep(trx, theirs.of, SERVED.actorOf(theirs.officer), theirId, {
        id: newId(),
        step: 'acknowledge',
        happenedAt: now(),
        payload: { answers: {} },
      }),
    ),
  )
  await XN.exchange.deliverDue()
  await DL.exchange.deliverDue()
  const [here, beyond] = [
    unwrap(await listMessages(ours.context, ours.of, ours.officer, id)).items,
    unwrap(await listMessages(theirs.context, theirs.of, theirs.officer, theirId)).items,
  ]
  const said = (items: typeof here) => items.map(({ type, hash }) => `${type} ${hash}`).toSorted()
  assert.deepEqual(said(here), said(beyond))
  assert.equal(here.length, 2)
  const request = here.find(({ type }) => type === 'cooperation.mla_request')
  assert.deepEqual(request?.receipts.map(({ kind }) => kind).toSorted(), ['opened', 'stored'])
  await filesAreHandled({ ours: id, theirs: theirId, fileId })
  await bothHoldTheSame(id)
})

const STATEMENT = 'Account 4711 of Ivo Marek: 1200 paid in on 3 July.'

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

const add = (side: ReturnType<typeof sideOf>, requestId: string, fileId: string) =>
  addFile(side.context, side.of, side.officer, {
    requestId,
    enclosureId: fileId,
    declared: 'text/plain',
    body: once(STATEMENT),
  })

/** The file went with the request: the same there by name and hash, looked at there, and kept as a copy only once the originator allows it. */
async function filesAreHandled(of: { readonly ours: string; readonly theirs: string; readonly fileId: string }) {
  const filesOf = async (side: ReturnType<typeof sideOf>, id: string) =>
    unwrap(await listFiles(side.context, side.of, side.officer, id))
  const [[here], [there]] = [(await filesOf(ours, of.ours)).items, (await filesOf(theirs, of.theirs)).items]
  assert.deepEqual([there?.name, there?.sha256, there?.uses], ['Statement of Ivo Marek.txt', here?.sha256, ['view']])
  assert.deepEqual([here?.direction, here?.there, here?.uses], ['out', 1, ['view', 'save']])
  const open = (use: 'view' | 'save', requestId = of.theirs) =>
    openFile(theirs.context, theirs.of, theirs.officer, { requestId, enclosureId: of.fileId }, use)
  const looked = unwrap(await open('view'))
  const pieces: Uint8Array[] = []
  for await (const piece of looked.stream) pieces.push(piece)
  assert.equal(Buffer.concat(pieces).toString(), STATEMENT)
  assert.equal(looked.disposition, 'inline')
  assert.match(looked.fileName, /^document-[0-9a-f-]+$/)
  const kept = await open('save')
  assert.equal(!kept.ok && kept.error.code, 'cooperation.unknown')
  const step = (
    side: ReturnType<typeof sideOf>,
    who: Principal,
    id: string,
    name: string,
    values: Readonly<Record<string, Json>>,
  ) =>
    inScope(side.context.db, scopeOf(who), (trx) =>
      takeStep(trx, side.of, SERVED.actorOf(who), id, {
        id: newId(),
        step: name,
        happenedAt: now(),
        payload: { answers: given(values) },
      }),
    )
  const wanted = { actions: ['export'], why: 'For the court file.' }
  unwrap(await step(theirs, theirs.officer, of.theirs, 'ask_permission', wanted))
  await XN.exchange.deliverDue()
  unwrap(await step(ours, ours.approver, of.ours, 'give_permission', { actions: ['export'] }))
  await DL.exchange.deliverDue()
  assert.equal(unwrap(await open('save')).disposition, 'attachment')
  const { keepsObjects } = theirs.module
  const { rows } = await sql<{ objects: string[] }>`select objects from exchange.attachment`.execute(XN.database.owner)
  assert.deepEqual([...(await keepsObjects!(rows[0]!.objects))], rows[0]!.objects)
}

/** The nightly comparison and one that was asked for find the same on both sides; what is changed behind anyone's back stands on the page. */
async function bothHoldTheSame(requestId: string) {
  const read = async (side: ReturnType<typeof sideOf>) => unwrap(await readJointAudit(side.context, side.officer)).items
  const before = await read(ours)
  assert.deepEqual(
    before.map(({ country: of, request, compared }) => [of, request?.id ?? null, compared]),
    [
      ['XN', null, null],
      ['XN', requestId, null],
    ],
  )
  const mayCompare = async (who: typeof ours.officer) => unwrap(await readJointAudit(ours.context, who)).mayCompare
  assert.deepEqual([await mayCompare(ours.officer), await mayCompare(ours.approver)], [['evidence'], []])
  const carry = async () => {
    for (const side of [DL, XN, DL]) await side.exchange.deliverDue()
  }
  for (const side of [DL, XN]) await side.exchange.witness()
  assert.deepEqual(unwrap(await compareAll(ours.context, ours.officer, { country: 'XN' })), { asked: 1 })
  await carry()
  for (const side of [ours, theirs]) {
    const items = await read(side)
    assert.equal(items.length, 2)
    assert.ok(items.every(({ compared }) => compared?.differences.length === 0))
  }
  await sql`update exchange.message set jws_hash = sha256('another') where direction = 'in' and seq = 1 and type like 'cooperation.%'`.execute(
    XN.database.owner,
  )
  unwrap(await compareAll(ours.context, ours.officer, { country: 'XN' }))
  await carry()
  const [first] = await read(ours)
  assert.equal(first?.request?.id, requestId)
  assert.deepEqual(
    first?.compared?.differences.map(({ of, direction, at }) => [of, direction, at]),
    [['message', 'out', 1]],
  )
  const supervisor = { ...ours.officer, roles: ['supervisor'] } as unknown as Principal
  const refused = await readJointAudit(ours.context, supervisor)
  assert.equal(!refused.ok && refused.error.code, 'cooperation.not_allowed')
}
