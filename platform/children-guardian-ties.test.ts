import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import {
  act,
  appointment,
  ask,
  clock,
  country,
  done,
  follow,
  guardian,
  GUARDIAN,
  IVAN,
  keepAway,
  NEED,
  newChild,
  open,
  owner,
  platform,
  readyToDecide,
  said,
  step,
  THREE_SECRETS,
  WHO,
  type Who,
} from './testing/children-stage.ts'

/** A child of whom a guardian is asked; the guardian of the tests is Yara Mansour, +961 71 234 567. */
async function asked(): Promise<{ fileId: string; id: string }> {
  const fileId = await newChild()
  const { id } = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  return { fileId, id }
}
const refusedFor = async (id: string, who = GUARDIAN) =>
  (await step('authority', 'guardianship', id, 'provide', appointment(who))).body.params?.missing

const SIDE = {
  wish: 'yes_now',
  safety: 'safe',
  guardian: 'agrees',
  photograph: 'no',
  given_name: 'Leen / لين',
  family_name: 'Al-Homsi',
  sex: 'female',
  age: 9,
  citizenship: 'SY',
  father_name: 'Fadi',
  mother_name: 'Rania',
  relative_name: 'Rania',
  relation: 'mother',
  siblings: 'Taim',
  origin: 'Homs',
  separation_place: 'Arsal',
  last_place: 'Arsal',
}
/** A mother who asks for that child in her own script. */
const ASKING = {
  relative_name: 'رانيا',
  relation: 'mother',
  identity_seen: 'passport',
  paper_number: 'P-1',
  telephone: '+96170000001',
  agrees: 'yes',
  given_name: 'لين',
  family_name: 'الحمصي',
  sex: 'female',
  age: 9,
  citizenship: 'SY',
  father_name: 'فادي',
  mother_name: 'رانيا',
  siblings: 'تيم',
  origin: 'Homs',
  separation_place: 'Arsal',
}
const traced = (who: 'officer' | 'caseworker', what: string, answers: object, more: object = {}) =>
  ask(who, 'POST', `/children/tracing/${what}`, {
    id: newId(),
    stepId: newId(),
    happenedAt: clock.now(),
    answers,
    ...more,
  })

test('a guardian whom the child’s own file names among those who had part in it is not appointed, in whatever script', async () => {
  const { fileId, id } = await asked()
  const nadia = newId()
  const answers = guardian('Nadia Khoury', { phone: '+961 3 777666' })
  await done(ask('authority', 'PUT', `/children/guardians/${nadia}`, { answers }))
  const { version } = country.forms.find((form) => form.id === 'situation')!
  const row = newId()
  const edits = {
    [`perpetrators/${row}`]: { value: true },
    [`perpetrators/${row}/known_as`]: { value: 'ناديا خوري' },
  }
  await done(act('officer', fileId, 'answers_recorded', { form: 'situation', version, edits }))
  const refused = await step('authority', 'guardianship', id, 'provide', appointment(nadia))
  assert.equal(refused.body.params?.missing, 'guardian_near_suspect')
  assert.doesNotMatch(refused.text, /خوري|situation|perpetrator/, 'which record was hit is told to nobody')
  await done(step('authority', 'guardianship', id, 'provide', appointment(IVAN)))
})

test('nor one whom the child does not want to be found by, nor one who has asked for the child', async () => {
  const { fileId, id } = await asked()
  const row = newId()
  const against = {
    [`against/${row}`]: { value: true },
    [`against/${row}/name`]: { value: 'An uncle' },
    [`against/${row}/telephone`]: { value: '+38761222333' },
  }
  await done(traced('officer', 'children', { ...said(SIDE), ...THREE_SECRETS, ...against }, { fileId }))
  const feared = newId()
  const answers = guardian('Amra Hodžić', { phone: '+387 61 222 333' })
  await done(ask('authority', 'PUT', `/children/guardians/${feared}`, { answers }))
  assert.equal(await refusedFor(id, feared), 'guardian_near_suspect')

  const olena = newId()
  const kept = guardian('Olena Marchenko', { phone: '+380 44 555 1234' })
  await done(ask('authority', 'PUT', `/children/guardians/${olena}`, { answers: kept }))
  const other = await asked()
  const { id: side } = await done(
    traced('officer', 'children', { ...said(SIDE), ...THREE_SECRETS }, { fileId: other.fileId }),
  )
  const asking = { ...ASKING, telephone: '+380 445551234' }
  const requestId = newId()
  await done(
    ask('caseworker', 'POST', '/children/tracing/requests', {
      id: requestId,
      stepId: newId(),
      happenedAt: clock.now(),
      answers: said(asking),
    }),
  )
  await follow('children.follow_request', { requestId })
  await follow('children.follow_subject', { requestId: side })
  assert.equal(await refusedFor(other.id, olena), 'guardian_near_suspect')
})

test('what tracing found about the adult of a plan takes precedence over what was recorded with the plan', async () => {
  const fileId = await newChild()
  const { id } = await readyToDecide(fileId)
  const { id: side } = await done(traced('officer', 'children', { ...said(SIDE), ...THREE_SECRETS }, { fileId }))
  const requestId = newId()
  // The adult of the plan is Hanan Idris.
  const answers = said({ ...ASKING, relative_name: 'حنان إدريس', relation: 'aunt' })
  await done(
    ask('caseworker', 'POST', '/children/tracing/requests', {
      id: requestId,
      stepId: newId(),
      happenedAt: clock.now(),
      answers,
    }),
  )
  await follow('children.follow_request', { requestId })
  await follow('children.follow_subject', { requestId: side })
  const { items } = await done(ask('officer', 'GET', `/children/tracing/matches?list=open&requestId=${requestId}`))
  const match = items.find((each) => each.fileId === fileId)!.id
  const gaps = async () =>
    (await done(ask('officer', 'GET', `/children/files/${fileId}`))).gates.solutions.find((each) => each.id === id)!
      .missing
  assert.ok(!(await gaps()).includes('verification_missing'), 'a suggestion is no finding')
  await done(
    ask('officer', 'POST', `/children/tracing/matches/${match}/steps`, {
      id: newId(),
      step: 'reject',
      happenedAt: clock.now(),
      answers: said({ why: 'The child knows no such aunt.', against: ['relative_name'] }),
    }),
  )
  assert.ok((await gaps()).includes('verification_missing'))
  const decided = await step('lead', 'solution', id, 'decide', said({ reasons: 'x' }))
  assert.match(decided.body.params?.missing ?? '', /verification_missing/)
})

test('a guardian who may be one from whom another child is kept waits for a second person of the authority, who is told no more', async () => {
  const other = await asked()
  const away = { ...NEED, ...keepAway('Zoran Petrović', '+381 60 1112223') }
  await done(step('officer', 'guardianship', other.id, 'explain', away))
  const { id } = await asked()
  const zoran = newId()
  const kept = guardian('Зоран Петровић', { phone: '+381 60 9998887' })
  await done(ask('authority', 'PUT', `/children/guardians/${zoran}`, { answers: kept }))
  const refused = await step('authority', 'guardianship', id, 'provide', appointment(zoran))
  assert.equal(refused.body.params?.missing, 'guardian_near_elsewhere')
  assert.doesNotMatch(refused.text, /Zoran|1112223/, 'which child, and which record, is told to nobody')

  const review = (result: string) => said({ guardian: zoran, result, reasons: 'The police know both; another man.' })
  // Reviewed by the one who appoints it is no second person's review, and a tie is none.
  await done(step('authority', 'guardianship', id, 'review_tie', review('no_tie')))
  assert.equal(await refusedFor(id, zoran), 'guardian_near_elsewhere')
  await done(step('authority2', 'guardianship', id, 'review_tie', review('tie')))
  assert.equal(await refusedFor(id, zoran), 'guardian_near_elsewhere')
  await done(step('authority2', 'guardianship', id, 'review_tie', review('no_tie')))
  await done(step('authority', 'guardianship', id, 'provide', appointment(zoran)))
})

test('an inquirer who may be one from whom another child is kept is held; the authority alone reads why, until that child is erased', async () => {
  const other = await asked()
  const away = { ...NEED, ...keepAway('A driver', '+44 7700 900123') }
  await done(step('officer', 'guardianship', other.id, 'explain', away))
  const request = async (telephone: string) => {
    const requestId = newId()
    const answers = said({ ...ASKING, telephone, paper_number: telephone })
    const sent = { id: requestId, stepId: newId(), happenedAt: clock.now(), answers }
    await done(ask('caseworker', 'POST', '/children/tracing/requests', sent))
    await follow('children.follow_request', { requestId })
    return requestId
  }
  const held = await request('+44 7700900123')
  const read = async (who: Who) =>
    (await done(ask(who, 'GET', `/children/tracing/requests/${held}`))) as unknown as { signs: string[]; state: string }
  assert.deepEqual((await read('shelterLead')).signs, ['ask_authority'])
  assert.deepEqual((await read('shelterOfficer')).signs, ['near_one_in_another_file'])
  assert.deepEqual([(await read('caseworker')).signs, (await read('caseworker')).state], [[], 'received'])
  const clear = (answers: Readonly<Record<string, unknown>>) =>
    ask('shelterLead', 'POST', `/children/tracing/requests/${held}/steps`, {
      id: newId(),
      step: 'clear',
      happenedAt: clock.now(),
      answers: said(answers),
    })
  assert.equal((await clear({ why: 'Seems nice.' })).body.code, 'children.authority_first')
  await done(clear({ why: 'Asked.', authority: 'Samuel Banda: a number that was given up and issued again.' }))

  const { rows } = await sql<{ id: string }>`
    select person_id as id from protection.case_file where id = ${other.fileId}`.execute(owner)
  await platform.eraseAgain(rows.map(({ id }) => id))
  const later = await request('+447700900123')
  const { signs } = (await done(ask('shelterLead', 'GET', `/children/tracing/requests/${later}`))) as unknown as {
    signs: string[]
  }
  assert.ok(!signs.includes('ask_authority'), 'with the child the number is forgotten')
})

test('whom any other file names as having had part in it is compared as well, and told to nobody but the authority', async () => {
  const other = await newChild()
  const { version } = country.forms.find((form) => form.id === 'situation')!
  const row = newId()
  const edits = {
    [`perpetrators/${row}`]: { value: true },
    [`perpetrators/${row}/known_as`]: { value: 'Драган Обрадовић' },
  }
  await done(act('officer', other, 'answers_recorded', { form: 'situation', version, edits }))
  const dragan = newId()
  const answers = guardian('Dragan Obradović', { phone: '+381 64 7776665' })
  await done(ask('authority', 'PUT', `/children/guardians/${dragan}`, { answers }))
  const { id } = await asked()
  const refused = await step('authority', 'guardianship', id, 'provide', appointment(dragan))
  assert.equal(refused.body.params?.missing, 'guardian_near_elsewhere')
  assert.doesNotMatch(refused.text, /Драган|situation|perpetrator/, 'which file it was is told to nobody')

  const signsOf = async (relative: string) => {
    const requestId = newId()
    const asking = { ...ASKING, relative_name: relative, telephone: '+381 69 5550016' }
    const sent = {
      id: requestId,
      stepId: newId(),
      happenedAt: clock.now(),
      answers: said({ ...asking, paper_number: relative }),
    }
    await done(ask('caseworker', 'POST', '/children/tracing/requests', sent))
    await follow('children.follow_request', { requestId })
    const read = async (who: Who) =>
      (await done(ask(who, 'GET', `/children/tracing/requests/${requestId}`))) as unknown as { signs: string[] }
    return { lead: (await read('shelterLead')).signs, desk: (await read('caseworker')).signs }
  }
  assert.deepEqual(await signsOf('Dragan Obradovic'), { lead: ['ask_authority'], desk: [] })

  const { rows } = await sql<{ id: string }>`
    select person_id as id from protection.case_file where id = ${other}`.execute(owner)
  await platform.eraseAgain(rows.map((one) => one.id))
  await done(step('authority', 'guardianship', id, 'provide', appointment(dragan)))
})

test('telephone, address and document of whom another file names are compared, and forgotten with it', async () => {
  const other = await newChild()
  const { version } = country.forms.find((form) => form.id === 'situation')!
  const row = newId()
  const edits = {
    [`perpetrators/${row}`]: { value: true },
    [`perpetrators/${row}/known_as`]: { value: 'The tall one' },
    [`perpetrators/${row}/perpetrator_phone`]: { value: '+381 64 3332221' },
    [`perpetrators/${row}/perpetrator_address`]: { value: 'Cara Dušana 17, Zemun' },
    [`perpetrators/${row}/perpetrator_document`]: { value: 'RS 0044556' },
  }
  await done(act('officer', other, 'answers_recorded', { form: 'situation', version, edits }))
  const signsOf = async (more: Readonly<Record<string, string>>) => {
    const requestId = newId()
    const asking = {
      ...ASKING,
      telephone: '+381 69 4440001',
      relative_name: `Inquirer ${requestId.slice(0, 8)}`,
      ...more,
    }
    const sent = { id: requestId, stepId: newId(), happenedAt: clock.now(), answers: said(asking) }
    await done(ask('caseworker', 'POST', '/children/tracing/requests', sent))
    await follow('children.follow_request', { requestId })
    return (
      (await done(ask('shelterLead', 'GET', `/children/tracing/requests/${requestId}`))) as unknown as {
        signs: string[]
      }
    ).signs
  }
  const near: readonly Readonly<Record<string, string>>[] = [
    { telephone: '+381 (64) 333-22-21', paper_number: 'A-1' },
    { address: '17 Cara Dušana (Zemun)', paper_number: 'A-2' },
    { paper_number: 'rs-0044556' },
  ]
  for (const more of near) assert.ok((await signsOf(more)).includes('ask_authority'), JSON.stringify(more))
  assert.ok(!(await signsOf({ address: 'Zemun', paper_number: 'RS 0044557' })).includes('ask_authority'))

  const { id } = await asked()
  const neighbour = newId()
  const answers = guardian('Mirjana Kostić', { phone: '+381 64 1010101', address: 'Zemun, Cara Dušana 17' })
  await done(ask('authority', 'PUT', `/children/guardians/${neighbour}`, { answers }))
  assert.equal(await refusedFor(id, neighbour), 'guardian_near_elsewhere')

  const { rows } = await sql<{ id: string }>`
    select person_id as id from protection.case_file where id = ${other}`.execute(owner)
  await platform.eraseAgain(rows.map((one) => one.id))
  assert.ok(!(await signsOf({ address: 'Cara Dušana 17, Zemun', paper_number: 'A-3' })).includes('ask_authority'))
})

test('who was refused is held when they ask again under another name; a guardian who is reached like an inquirer is reviewed', async () => {
  const sent = async (more: Readonly<Record<string, string>>) => {
    const requestId = newId()
    const answers = said({ ...ASKING, ...more })
    await done(
      ask('caseworker', 'POST', '/children/tracing/requests', {
        id: requestId,
        stepId: newId(),
        happenedAt: clock.now(),
        answers,
      }),
    )
    await follow('children.follow_request', { requestId })
    return requestId
  }
  const signsOf = async (requestId: string) =>
    (
      (await done(ask('shelterLead', 'GET', `/children/tracing/requests/${requestId}`))) as unknown as {
        signs: string[]
      }
    ).signs
  const own = { telephone: '+389 70 445566', paper_number: 'MK 778899', origin: 'Ohrid' }
  const first = await sent({ ...own, relative_name: 'Blagoja', identity_seen: 'none' })
  assert.deepEqual(await signsOf(first), ['nobody_knows_them'])
  const again = {
    ...own,
    relative_name: 'Trajko',
    origin: 'Bitola',
    father_name: 'Vane',
    telephone: '+389 (70) 445-566',
  }
  const before = await sent({ ...again, paper_number: 'Q-1' })
  assert.ok(!(await signsOf(before)).includes('ask_authority'), 'a first request is none to be held for')
  await done(
    ask('shelterLead', 'POST', `/children/tracing/requests/${first}/steps`, {
      id: newId(),
      step: 'refuse',
      happenedAt: clock.now(),
      answers: said({ why: 'He knows nothing of her past.' }),
    }),
  )
  const later = await sent({ ...again, paper_number: 'Q-2' })
  assert.deepEqual(await signsOf(later), ['ask_authority'])

  const { id } = await asked()
  const dobri = newId()
  const answers = guardian('Dobri Iliev', { phone: '+389 70 445 566' })
  await done(ask('authority', 'PUT', `/children/guardians/${dobri}`, { answers }))
  assert.equal(await refusedFor(id, dobri), 'guardian_near_elsewhere')
})

test('a tie that becomes known later stands on the child’s page, and keeps a return from being decided', async () => {
  const fileId = await newChild()
  const { id } = await readyToDecide(fileId)
  const shown = () => ask('officer', 'GET', `/children/files/${fileId}`)
  assert.deepEqual((await done(shown())).gates.guardian, [])
  const guardianship = (await done(shown())).records.find(({ kind }) => kind === 'guardianship')!
  const why = { ...NEED, ...keepAway('The driver', '+961 71234567') }
  await done(step('officer', 'guardianship', guardianship.id, 'explain', why))
  assert.deepEqual((await done(shown())).gates.guardian, ['guardian_near_suspect'])
  const decided = await step('lead', 'solution', id, 'decide', said({ reasons: 'x' }))
  assert.equal(decided.body.params?.missing, 'guardian_near_suspect')
})
