import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAudit } from '@gloact/audit'
import { EXCHANGE_FAILURES } from '@gloact/exchange/contract'
import { API_PREFIX, createApi } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock, newId, ok, type Json } from '@gloact/kernel'
import { inScope, isOutOfRoom, isUnavailable, readInScope, systemScope } from '@gloact/postgres'
import { verifyRequestLogs } from '@gloact/records/server'
import { REQUEST_FAILURES } from '@gloact/records/contract'
import { REGISTER_FAILURES } from '@gloact/registers/contract'
import fastify from 'fastify'
import { sql } from 'kysely'
import type { RequestMessage } from '../contract/requests.ts'
import { abroadId } from './context.ts'
import { destroyOld, exportRequests } from './look-after.ts'
import { cooperationModule } from './module.ts'
import { requestsOf } from './requests.ts'
import {
  COMPLETE,
  type Country,
  type Queued,
  ROLES,
  SUSPECT,
  apart,
  arrived,
  ask,
  carry,
  demoland,
  dependent,
  draft,
  given,
  hand,
  norland,
  now,
  person,
  stateAt,
  step,
  submitted,
  there,
} from './testing/two-sides.ts'

test('a request goes from one country to the other, is asked about, accepted and answered; both show the same events by the same hashes', async () => {
  const id = await arrived()
  assert.deepEqual([await stateAt(demoland, id), await stateAt(norland, id)], ['delivered', 'delivered'])
  const shown = (await ask(norland, 'officer', 'GET', `requests/${id}/content`)).body
  assert.deepEqual(shown.answers['assistance'], { value: COMPLETE.assistance })
  assert.equal(shown.authority.country, 'DL')
  assert.equal(norland.line.opened.length, 1, 'that it was opened is told')

  for (const [at, who, name, values] of [
    [norland, 'officer', 'acknowledge', {}],
    [norland, 'officer', 'ask_more', { question: 'Which months?' }],
    [demoland, 'officer', 'give_more', { reply: 'January to June.' }],
    [norland, 'colleague', 'accept', { executing_authority: 'Regional prosecutor' }],
    [norland, 'officer', 'prepare_result', { extent: 'whole', result: 'Statements of six months.' }],
  ] as const) {
    const done = await step(at, who, id, name, values)
    assert.equal(done.status, 201, `${name}: ${JSON.stringify(done.body)}`)
    assert.ok((await carry(at, at === norland ? demoland : norland)).every((code) => code === 'ok'))
  }
  assert.equal(await stateAt(demoland, id), 'accepted', 'what was prepared and not sent is not known there')
  const sent = await apart(norland, 'approver', id, 'result')
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
  await carry(norland, demoland)
  assert.equal((await step(demoland, 'officer', id, 'close', { outcome: 'used' })).status, 201)
  await carry(demoland, norland)
  assert.deepEqual([await stateAt(demoland, id), await stateAt(norland, id)], ['closed', 'closed'])

  const [ours, theirs] = await Promise.all(
    [demoland, norland].map(async (at) => (await ask(at, 'officer', 'GET', `requests/${id}/messages`)).body.items),
  )
  const said = (items: readonly RequestMessage[] | undefined) =>
    items?.map(({ type, hash }) => `${type} ${hash}`).toSorted()
  assert.deepEqual(said(ours), said(theirs))
  assert.equal(ours?.length, 7)
  const read = (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body
  assert.deepEqual(read.steps.find((one) => one.step === 'send_result')?.answers['result'], {
    value: 'Statements of six months.',
  })
  assert.equal((await verifyRequestLogs(demoland.db)).broken, undefined)
  assert.equal((await verifyRequestLogs(norland.db)).broken, undefined)
})

test('who wrote a request or changed it does not approve it, whatever roles they hold', async () => {
  const begun = await draft('both')
  const { id } = begun.body
  assert.equal((await step(demoland, 'colleague', id, 'amend', COMPLETE)).status, 201)
  assert.equal((await apart(demoland, 'colleague', id, 'submit')).status, 201)
  const { digest } = (await ask(demoland, 'both', 'GET', `requests/${id}/content`)).body
  const own = await apart(demoland, 'both', id, 'approve', { digest })
  assert.deepEqual([own.status, own.body.code], [403, 'records.second_person'])
  // Nor by the general route, nor without the role.
  assert.equal((await step(demoland, 'both', id, 'approve')).status, 409)
  assert.equal((await apart(demoland, 'colleague', id, 'approve', { digest })).body.code, 'records.not_permitted')
  assert.equal(await stateAt(demoland, id), 'in_review')
  assert.equal((await apart(demoland, 'approver', id, 'approve', { digest })).status, 201)
})

test('an account that the writer lately made or let in is no second officer', async () => {
  const { id, digest } = await submitted()
  const [writer, second] = [person('DL', '', 0, []).userId, person('DL', '', 2, []).userId]
  dependent.set(second, new Set([writer]))
  const refused = await apart(demoland, 'approver', id, 'approve', { digest })
  assert.deepEqual([refused.status, refused.body.code], [403, 'records.second_person'])
  assert.equal(await stateAt(demoland, id), 'in_review')
  dependent.clear()
  assert.equal((await apart(demoland, 'approver', id, 'approve', { digest })).status, 201)
  await carry(demoland, norland)
})

test('what handling leaves to the originator is asked of them and recorded; given, it has its button; taken back or run out, none', async () => {
  const id = await arrived({ ...COMPLETE, tlp: 'red', codes: ['h1', 'h2'] })
  const permitted = async () => (await ask(norland, 'officer', 'GET', `requests/${id}/content`)).body.permitted
  const letter = () => ask(norland, 'officer', 'GET', `requests/${id}/letter?format=docx&language=en`)
  assert.deepEqual(await permitted(), ['view'])
  const asked = await step(norland, 'officer', id, 'ask_permission', { actions: ['export'], why: 'For the judge.' })
  assert.equal(asked.status, 201, JSON.stringify(asked.body))
  await carry(norland, demoland)
  const tasks = async () =>
    ((await demoland.module.tasks?.(person('DL', demoland.agencyId, 2, ROLES['approver']!))) ?? []).filter(
      ({ kind, about }) => kind === 'permission_asked' && about.id === id,
    ).length
  assert.equal(await tasks(), 1)
  // Asked is not given; nor does the one who wrote the request give it, or the side that asks.
  assert.deepEqual(await permitted(), ['view'])
  assert.equal((await step(demoland, 'officer', id, 'give_permission', { actions: ['export'] })).status, 403)
  assert.equal((await step(norland, 'approver', id, 'give_permission', { actions: ['export'] })).status, 409)

  const given = { actions: ['export'], conditions: 'For this case.', until: '2026-12-01' }
  assert.equal((await step(demoland, 'approver', id, 'give_permission', given)).status, 201)
  await carry(demoland, norland)
  assert.equal(await tasks(), 0)
  assert.deepEqual(await permitted(), ['view', 'export'])
  assert.equal((await letter()).status, 200)
  const other = await ask(norland, 'officer', 'GET', `requests/${id}/letter?format=pdf&language=en`)
  assert.equal(other.status, 404, 'what was not asked is not given')

  assert.equal(
    (await step(demoland, 'approver', id, 'withhold_permission', { reason: 'Proceedings ended.' })).status,
    201,
  )
  await carry(demoland, norland)
  assert.deepEqual(await permitted(), ['view'])
  assert.equal((await letter()).status, 404)

  assert.equal((await step(demoland, 'approver', id, 'give_permission', { ...given, until: '2026-11-20' })).status, 201)
  await carry(demoland, norland)
  assert.deepEqual(await permitted(), ['view'], 'a day that has passed')
  const [ours, theirs] = await Promise.all(
    [demoland, norland].map(async (at) => (await ask(at, 'officer', 'GET', `requests/${id}/messages`)).body.items),
  )
  assert.deepEqual(ours?.map(({ hash }) => hash).toSorted(), theirs?.map(({ hash }) => hash).toSorted())
})

test('who prepared a result does not send it, and none goes that nobody prepared', async () => {
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'accept')
  assert.equal((await apart(norland, 'approver', id, 'result')).body.code, 'cooperation.not_prepared')
  assert.equal((await step(norland, 'approver', id, 'send_result', { result: 'Made up.' })).status, 409)
  await step(norland, 'both', id, 'prepare_result', { extent: 'whole', result: 'Statements.' })
  assert.equal((await apart(norland, 'both', id, 'result')).body.code, 'records.second_person')
  assert.equal((await apart(norland, 'approver', id, 'result')).status, 201)
})

test('what is incomplete is saved and does not go: the check names what is missing, by its field', async () => {
  const { purpose: _, ...without } = COMPLETE
  const { id } = (await draft('officer', { ...without, language: 'ar' })).body
  const put = await apart(demoland, 'officer', id, 'submit')
  assert.deepEqual([put.status, put.body.code], [422, 'cooperation.incomplete'])
  assert.deepEqual(
    put.body.fields.map(({ pointer, code }) => [pointer, code]),
    [
      ['/answers/purpose', 'cooperation.missing.no_purpose'],
      ['/answers/translation', 'cooperation.missing.no_translation'],
    ],
  )
  const { missing } = (await ask(demoland, 'officer', 'GET', `requests/${id}/content`)).body
  assert.deepEqual(missing, ['no_purpose', 'no_translation'])
  assert.equal((await draft('officer', { ...COMPLETE, names_victim: 'yes' })).status, 201)
})

test('a request from which a victim can be recognised is refused by either side, and nothing of it stays', async () => {
  const { id } = (await draft('officer', { ...COMPLETE, names_victim: 'yes' })).body
  const put = await apart(demoland, 'officer', id, 'submit')
  assert.deepEqual(
    put.body.fields.map(({ code }) => code),
    ['cooperation.missing.victim_named'],
  )
  const valid = (await submitted(), demoland.line.out.at(-1))
  assert.ok(valid)
  for (const answers of [
    given({ ...COMPLETE, names_victim: 'yes' }),
    given({ ...COMPLETE, victim_name: 'X' }),
    given({ facts: 'Nothing else.' }),
  ]) {
    const conversationId = newId<string>()
    const body = { answers } as unknown as Json
    const forged: Queued = { ...valid, id: newId<string>(), conversationId, type: 'cooperation.mla_request', body }
    assert.equal(await hand(norland, forged), 'cooperation.names_victim')
    assert.equal((await ask(norland, 'officer', 'GET', `requests/${conversationId}`)).status, 404)
  }
})

test('what is approved is what was read, and what is sent twice is recorded and sent once', async () => {
  const { id, digest } = await submitted()
  await step(demoland, 'officer', id, 'take_back')
  await step(demoland, 'officer', id, 'amend', { ...COMPLETE, facts: 'Seven workers were held.' })
  await apart(demoland, 'officer', id, 'submit')
  const stale = await apart(demoland, 'approver', id, 'approve', { digest })
  assert.deepEqual([stale.status, stale.body.code], [409, 'cooperation.changed_since'])
  const fresh = (await ask(demoland, 'approver', 'GET', `requests/${id}/content`)).body.digest
  const stepId = newId<string>()
  const before = demoland.line.out.length
  const clicks = await Promise.all(
    [0, 1, 2].map(() => apart(demoland, 'approver', id, 'approve', { digest: fresh }, stepId)),
  )
  assert.deepEqual(
    clicks.map(({ status }) => status),
    [201, 201, 201],
  )
  assert.equal(demoland.line.out.length, before + 1)
  const [requestId, stepTwice] = [newId<string>(), newId<string>()]
  const twice = await Promise.all([0, 1].map(() => draft('officer', COMPLETE, requestId, stepTwice)))
  assert.deepEqual(new Set(twice.map(({ status }) => status)), new Set([201]))
  assert.equal(twice[0]?.body.steps.length, 1)
  await carry(demoland, norland)
})

test('a message that arrives twice does nothing more, and one of a stranger’s desk is in no conversation', async () => {
  const id = await arrived()
  const sent = demoland.line.out.at(-1)!
  assert.equal(await hand(norland, sent), 'ok', 'the same again is the same')
  assert.equal((await ask(norland, 'officer', 'GET', `requests/${id}`)).body.steps.length, 1)
  const forged = {
    ...sent,
    id: newId<string>(),
    type: 'cooperation.mla_withdrawn',
    from: { country: 'XN', authority: 'another' },
    body: { answers: given({ reason: 'mistake' }) },
  }
  assert.equal(await hand(norland, forged as unknown as Queued), 'cooperation.no_conversation')
  assert.equal(await stateAt(norland, id), 'delivered')
})

test('a withdrawal that crosses an acceptance ends the request on both sides, and the acceptance is told as crossed', async () => {
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  await carry(norland, demoland)
  assert.equal((await step(norland, 'officer', id, 'accept')).status, 201)
  assert.equal((await step(demoland, 'officer', id, 'withdraw', { reason: 'no_longer_needed' })).status, 201)
  assert.deepEqual(await carry(norland, demoland), ['ok'])
  assert.deepEqual(await carry(demoland, norland), ['ok'])
  assert.deepEqual([await stateAt(demoland, id), await stateAt(norland, id)], ['withdrawn', 'withdrawn'])
  const { steps } = (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body
  assert.equal(steps.at(-1)?.step, 'crossed')
})

test('a request is refused and postponed only on a ground of the list, with reasons', async () => {
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  const why = { reason: 'A reason.', consulted: 'By telephone.' }
  assert.equal((await step(norland, 'officer', id, 'refuse', { ...why, ground: 'bank_secrecy' })).status, 422)
  assert.equal((await step(norland, 'officer', id, 'refuse', { ground: 'sovereignty' })).status, 422)
  assert.equal((await step(norland, 'officer', id, 'postpone', { ...why, ground: 'investigation' })).status, 201)
  assert.equal((await step(norland, 'officer', id, 'refuse', { ...why, ground: 'contrary_to_law' })).status, 201)
  await carry(norland, demoland)
  assert.equal(await stateAt(demoland, id), 'refused')
})

test('an answer is not withdrawn, and conditions are agreed to before the request is carried out', async () => {
  const id = await arrived()
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'offer_conditions', { conditions: 'For this case alone.' })
  await carry(norland, demoland)
  assert.equal((await step(norland, 'officer', id, 'prepare_result', { extent: 'whole', result: 'x' })).status, 409)
  assert.equal((await step(demoland, 'officer', id, 'agree_conditions')).status, 201)
  await carry(demoland, norland)
  await step(norland, 'officer', id, 'prepare_result', { extent: 'whole', result: 'Statements.' })
  await apart(norland, 'approver', id, 'result')
  await carry(norland, demoland)
  const late = await step(demoland, 'officer', id, 'withdraw', { reason: 'mistake' })
  assert.deepEqual([late.status, late.body.code], [409, 'records.not_open'])
})

test('handling only tightens: an answer that says less is held as its request was, and what is not allowed has no route', async () => {
  const id = await arrived({ ...COMPLETE, tlp: 'red', codes: ['h1', 'h2'] })
  const seen = (await ask(norland, 'officer', 'GET', `requests/${id}/content`)).body
  assert.deepEqual(seen.permitted, ['view'])
  for (const format of ['pdf', 'docx']) {
    const letter = await ask(norland, 'officer', 'GET', `requests/${id}/letter?format=${format}&language=en`)
    assert.deepEqual([letter.status, letter.body.code], [404, 'cooperation.unknown'], format)
  }
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'accept')
  await step(norland, 'officer', id, 'prepare_result', { extent: 'whole', result: 'Statements.', tlp: 'green' })
  await apart(norland, 'approver', id, 'result')
  const result = norland.line.out.at(-1)!
  assert.deepEqual(
    [result.type, result.handling.tlp, result.handling.h],
    ['cooperation.mla_result', 'red', ['h0', 'h1', 'h2']],
  )
  await carry(norland, demoland)
  assert.equal((await ask(demoland, 'officer', 'GET', `requests/${id}`)).body.facts['tlp'], 'red')
  // The originator prints its own.
  const own = await ask(demoland, 'officer', 'GET', `requests/${id}/letter?format=docx&language=ar`)
  assert.equal(own.status, 200)
  const audit = await readInScope(demoland.db, systemScope('DL'), (trx) => readAudit(trx, { objectId: id }))
  assert.ok(audit.some(({ action }) => action === 'cooperation.letter_printed'))
})

test('another agency of the country, and people of other tasks, see nothing: unknown and forbidden look alike', async () => {
  const id = await arrived()
  for (const at of [demoland, norland]) {
    for (const path of ['', '/content', '/messages', '/letter?format=pdf&language=en']) {
      const theirs = await ask(at, 'stranger', 'GET', `requests/${id}${path}`)
      const none = await ask(at, 'stranger', 'GET', `requests/${newId()}${path}`)
      assert.deepEqual([theirs.status, theirs.body.code], [none.status, none.body.code], path)
      assert.equal(theirs.status, 404)
    }
    assert.equal((await step(at, 'stranger', id, 'acknowledge')).status, 404)
    assert.deepEqual((await ask(at, 'stranger', 'GET', 'requests?list=all')).body.items, [])
    assert.equal((await ask(at, 'caseworker', 'GET', `requests/${id}`)).status, 403)
  }
  assert.equal((await step(norland, 'liaison', id, 'acknowledge')).status, 403)
})

test('steps of the other country are taken by its messages alone', async () => {
  const id = await arrived()
  for (const name of ['acknowledge', 'accept', 'crossed', 'deliver', 'arrive'])
    assert.notEqual((await step(demoland, 'both', id, name)).status, 201, name)
  assert.equal(await stateAt(demoland, id), 'delivered')
})

test('without an exchange nothing is sent, and the draft is as it was', async () => {
  const alone = cooperationModule({ ...demoland.context, exchange: undefined })
  const { id, digest } = await submitted()
  const app = fastify()
  alone.routes?.(
    createApi<Principal>(app, {
      authenticate: async () => person('DL', demoland.agencyId, 9, ['central_authority_approver']),
      failures: [REGISTER_FAILURES, REQUEST_FAILURES, EXCHANGE_FAILURES, alone.failures],
      isUnavailable,
      isOutOfRoom,
    }),
  )
  const answer = await app.inject({
    method: 'POST',
    url: `${API_PREFIX}/cooperation/requests/${id}/approve`,
    headers: { 'x-gloact-request': '1' },
    payload: { stepId: newId(), happenedAt: now(), digest },
  })
  assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [409, 'cooperation.no_exchange'])
  assert.equal(await stateAt(demoland, id), 'in_review')
  await app.close()
})

test('nothing that a request says lies in clear, and none of it is of a person’s file, in the database neither', async () => {
  const id = await arrived()
  for (const { db, here } of [
    { db: demoland.db, here: id },
    { db: norland.db, here: there.get(id)! },
  ]) {
    const lying = await inScope<string, never>(db, systemScope(db === demoland.db ? 'DL' : 'XN'), async (trx) => {
      const { rows } = await sql<{ text: string }>`
        select (request.*)::text || (select string_agg((step.*)::text, ' ') from cooperation.request_step step
          where step.request_id = request.id) as text
        from cooperation.request request where id = ${here}`.execute(trx)
      return ok(rows.map(({ text }) => text).join(' '))
    })
    assert.ok(lying.ok && lying.value.length > 0)
    for (const word of [SUSPECT, 'quarry', 'account statements']) assert.ok(!lying.value.includes(word), word)
    await assert.rejects(
      inScope(db, systemScope(db === demoland.db ? 'DL' : 'XN'), async (trx) => {
        await sql`update cooperation.request set file_id = ${newId()} where id = ${here}`.execute(trx)
        return ok(undefined)
      }),
      /of_no_file/,
    )
  }
})

test('an agency that leaves takes its own along, and of what came from abroad only what its handling allows', async () => {
  const id = await arrived()
  const taken = async (at: Country) =>
    readInScope(at.db, systemScope(at.code), async (trx) => {
      const lines: { id: string; content: unknown }[] = []
      for await (const part of exportRequests(trx, norland.context, requestsOf(at.context), at.agencyId))
        for await (const one of part.lines) lines.push(one as never)
      return lines.find((one) => one.id === (at === norland ? there.get(id) : id))
    })
  assert.ok((await taken(demoland))?.content)
  assert.equal((await taken(norland))?.content, null, 'H2: not without the originator')
})

test('a request that ended long ago opens no more, and its chain still verifies', async () => {
  const id = await arrived()
  await step(demoland, 'officer', id, 'withdraw', { reason: 'mistake' })
  await carry(demoland, norland)
  const later = { ...demoland.context, clock: fixedClock('2038-01-01T00:00:00Z') }
  assert.ok((await destroyOld(later, requestsOf(later))) >= 1)
  assert.equal((await ask(demoland, 'officer', 'GET', `requests/${id}`)).status, 404)
  assert.equal((await verifyRequestLogs(demoland.db)).broken, undefined)
  const audit = await readInScope(demoland.db, systemScope('DL'), (trx) => readAudit(trx, { objectId: id }))
  assert.ok(audit.some(({ action }) => action === 'cooperation.request_destroyed'))
})

test('anyone who can take the next step has a task, and the other side’s lateness is a task of ours', async () => {
  const { id } = await submitted()
  const tasksOf = async (who: string, roles: readonly string[]) =>
    (await demoland.module.tasks?.(person('DL', demoland.agencyId, 0, roles)))
      ?.filter(({ about }) => about.id === id)
      .map(({ kind }) => `${who} ${kind}`)
  assert.deepEqual(await tasksOf('approver', ROLES['approver']!), ['approver request_turn'])
  assert.deepEqual(await tasksOf('liaison', ROLES['liaison']!), [])
  const waiting = await arrived()
  const later = cooperationModule({ ...demoland.context, clock: fixedClock('2027-02-01T00:00:00Z') })
  const late = await later.tasks?.(person('DL', demoland.agencyId, 0, ROLES['liaison']!))
  assert.ok(late?.some(({ kind, about }) => kind === 'late_abroad' && about.id === waiting))
})

test('a party abroad is the same on every server, and no agency of this country', () => {
  assert.equal(abroadId({ country: 'XN', authority: 'a' }), abroadId({ country: 'XN', authority: 'a' }))
  assert.notEqual(abroadId({ country: 'XN', authority: 'a' }), abroadId({ country: 'DL', authority: 'a' }))
})

test('SQL, HTML and formulas in what is written stand there as the words they are, on both sides', async () => {
  const words = `'; drop table cooperation.request; -- <script>alert(1)</script> {{x}} =HYPERLINK("http://e.org") %00`
  const id = await arrived({ ...COMPLETE, facts: words, purpose: words })
  for (const at of [demoland, norland]) {
    const { answers } = (await ask(at, 'officer', 'GET', `requests/${id}/content`)).body
    assert.deepEqual([answers['facts'], answers['purpose']], [{ value: words }, { value: words }])
  }
  await step(norland, 'officer', id, 'acknowledge')
  await step(norland, 'officer', id, 'ask_more', { question: words })
  await carry(norland, demoland)
  const { steps } = (await ask(demoland, 'officer', 'GET', `requests/${id}`)).body
  assert.deepEqual(steps.at(-1)?.answers['question'], { value: words })
  const wrong = await apart(demoland, 'approver', id, 'approve', { digest: words.slice(0, 90) })
  assert.equal(wrong.status, 409)
})

test('a date of birth or a name in free text goes abroad only with the approver’s reason, which is recorded', async () => {
  const facts = `${COMPLETE.facts} One of them, Maria Petrova, born 3 May 2001, was taken to the port.`
  const { id } = await submitted({ ...COMPLETE, facts })
  const content = (await ask(demoland, 'approver', 'GET', `requests/${id}/content`)).body
  assert.deepEqual(
    content.identifying.map(({ field, kind }) => `${field} ${kind}`),
    ['facts birth_date', 'facts named'],
  )
  const { digest } = content
  const refused = await apart(demoland, 'approver', id, 'approve', { digest })
  assert.equal(refused.body.code, 'cooperation.identifying')
  assert.ok(!JSON.stringify(refused.body).includes('Petrova'))
  assert.equal((await apart(demoland, 'approver', id, 'approve', { digest, identifying: '  ' })).status, 422)
  const identifying = 'She is a witness, and agreed to be named.'
  const sent = await apart(demoland, 'approver', id, 'approve', { digest, identifying })
  assert.equal(sent.status, 201, JSON.stringify(sent.body))
})
