import { newId } from '@gloact/kernel'
import { actionOf, ok, type Hostile, type Type } from './hostile-words.ts'
import type { Caller } from './server-process.ts'

/** Those of the demonstration whose work leaves words somewhere. */
export type Staff = Readonly<
  Record<
    | 'caseworker'
    | 'supervisor'
    | 'frontline_worker'
    | 'competent_authority'
    | 'administrator'
    | 'data_protection_officer',
    Caller
  >
>

/** Told where what was said since can be read. */
export type Heard = (read: () => Promise<unknown>) => Promise<void>

export const day = (ahead = 0) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
const today = day(-1)
export const agency = (digit: number) => `00000000-0000-4000-8000-0000000000a${digit}`
export const TEAM = '00000000-0000-4000-8000-0000000000b1'
const staff = (digits: string) => `00000000-0000-4000-8000-0000000000${digits}`
const yes = { value: 'yes' }
const grants = () =>
  ['identity', 'exploitation', 'decisions'].map((dataGroup) => ({
    id: newId(),
    purpose: 'identification',
    recipientKind: 'competent_authority',
    recipientAgencyId: agency(3),
    dataGroup,
    validFrom: today,
    validUntil: day(100),
  }))
const consent = {
  consentOn: today,
  questions: Object.fromEntries(
    ['interview', 'purpose', 'use', 'research', 'access', 'retention', 'withdrawal'].map((about) => [
      about === 'interview' ? 'consents_to_interview' : `informed_of_${about}`,
      yes,
    ]),
  ),
  capacity: 'adult',
  form: 'written',
  language: 'en',
  assent: { absent: 'not_applicable' },
}
const opened = { age: 'adult', contactOn: today, channel: 'ngo', teamId: TEAM, assignedTo: staff('c2') }

/** An adult's file with consent to identification. */
async function openFile(hostile: Hostile, caseworker: Caller) {
  const fileId = newId()
  const given = grants()
  const consented = hostile.action('consent_recorded', { ...consent, grants: given })
  await ok(
    caseworker.post('/protection/files', {
      fileId,
      personId: newId(),
      actions: [actionOf('file_opened', opened), consented],
    }),
    'opening a file',
  )
  return { fileId, consentId: consented.id, grantIds: given.map(({ id }) => id) }
}

/** Records every kind of action on a file, and gives its id. */
export async function sayInEveryAction(hostile: Hostile, who: Staff, heard: Heard): Promise<string> {
  const { supervisor, caseworker, competent_authority: authority } = who
  const { fileId, consentId, grantIds } = await openFile(hostile, caseworker)
  const by = (type: Type, sample: object) => hostile.record(supervisor, fileId, type, sample)
  await by('labelled', {})
  const noteId = await by('note_added', { kind: 'general', notedOn: today })
  const struckId = await by('note_added', { kind: 'general', notedOn: today })
  const riskId = await by('risk_assessed', {
    assessedOn: today,
    risks: [{ dimension: 'threat', likelihood: { value: 2 }, impact: { value: 2 }, ownerId: null, reviewOn: null }],
    overall: 'high',
    personTookPart: yes,
    safetyPlan: {},
  })
  const planId = await by('plan_agreed', { agreedOn: today, agreedWithPerson: true, review: true })
  const reviewId = await by('review_held', {
    of: 'plan',
    heldOn: today,
    personTookPart: yes,
    decision: 'continue',
    nextReviewOn: day(30),
  })
  const serviceId = await by('service_recorded', {
    type: 'shelter',
    providerAgencyId: null,
    plannedOn: null,
    startedOn: today,
    endedOn: null,
    goalId: null,
    corrects: null,
  })
  await by('service_result_recorded', { serviceId, result: 'provided', resultOn: today })
  const arranged = { when: { on: day(7) }, minutes: 60, goingWith: [] }
  const appointmentId = await by('appointment_made', {
    ...arranged,
    kind: 'legal',
    safeContactRead: true,
    remindOn: null,
    serviceId: null,
  })
  await by('appointment_changed', { ...arranged, appointmentId })
  await by('appointment_ended', { appointmentId, outcome: 'cancelled_by_person', happenedOn: today })
  const attachmentId = newId()
  const content = await ok<object>(
    supervisor.putBytes(
      `/protection/files/${fileId}/attachments/${attachmentId}`,
      Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9),
    ),
    'an upload',
  )
  const kept = { kind: 'photo', takenOn: null, sensitivity: 'case', audience: null, dataGroup: null, consentId: null }
  await by('attachment_added', { ...kept, attachmentId, content })
  await by('attachment_removed', { attachmentId })
  await by('answers_recorded', { form: 'plan', version: '1', edits: { objectives: { value: 'To rest.' } } })
  const correct = (kind: string, entryId: string) => by('entry_corrected', { kind, entryId, changes: {} })
  await heard(() => read(supervisor, fileId))

  await by('identification_requested', { kind: 'reasonable_grounds', bodyAgencyId: agency(3), requestedOn: today })
  const requestId = await hostile.record(authority, fileId, 'information_requested', { askedOn: today })
  await by('information_given', { requestId, givenOn: today })
  await heard(() => read(authority, fileId))
  const decisionId = await hostile.record(authority, fileId, 'decision_recorded', {
    kind: 'reasonable_grounds',
    outcome: 'negative',
    decidedOn: today,
    body: { agencyId: agency(3), type: 'central_government' },
    evidence: [{ kind: 'document' }],
    reconsiders: null,
  })
  await heard(() => read(authority, fileId))
  await hostile.record(authority, fileId, 'entry_corrected', {
    kind: 'decision_recorded',
    entryId: decisionId,
    changes: {},
  })
  await by('reconsideration_requested', { decisionId, requestedOn: today, requestedBy: 'person' })
  for (const [kind, entryId] of [
    ['note_added', noteId],
    ['consent_recorded', consentId],
    ['plan_agreed', planId],
    ['risk_assessed', riskId],
    ['review_held', reviewId],
  ] as const)
    await correct(kind, entryId)
  await by('entry_struck', { entryId: struckId })
  await heard(() => read(supervisor, fileId))
  await by('consent_withdrawn', { withdrawnOn: today, grantIds })
  await heard(() => read(supervisor, fileId))
  const refusalId = await by('refusal_recorded', { kind: 'identification', declinedOn: today })
  await correct('refusal_recorded', refusalId)
  const changeId = await hostile.record(caseworker, fileId, 'path_changed', {
    to: 'child',
    basis: 'disputed',
    establishedOn: today,
  })
  await by('path_returned', { changeId })
  const confirmedId = await hostile.record(caseworker, fileId, 'path_changed', {
    to: 'child',
    basis: 'disputed',
    establishedOn: today,
  })
  await by('path_confirmed', { changeId: confirmedId })
  const guardianId = await by('guardian_appointed', { appointedOn: today, noConflictOfInterest: true })
  await correct('guardian_appointed', guardianId)
  await hostile.record(caseworker, fileId, 'closure_requested', { reason: 'goals_achieved' })
  await heard(() => read(supervisor, fileId))
  await by('closure_returned', {})
  await hostile.record(caseworker, fileId, 'closure_requested', { reason: 'goals_achieved' })
  await heard(() => read(supervisor, fileId))
  await by('closure_approved', { closedOn: today })
  await by('file_reopened', { reopenedOn: today })
  await heard(() => read(supervisor, fileId))
  return fileId
}

const readUntil = new Map<string, number>()
/** Everything of a file that somebody may read, and what each action since it was last read changed in it. */
export async function read(caller: Caller, fileId: string): Promise<unknown> {
  const file = await ok<{ version: number }>(caller.get(`/protection/files/${fileId}`), 'a file')
  const changes: unknown[] = []
  for (let sequence = (readUntil.get(fileId) ?? 0) + 1; sequence <= file.version; sequence++) {
    const between = `from=${sequence - 1}&to=${sequence}`
    changes.push(await ok(caller.get(`/protection/files/${fileId}/difference?${between}`), between))
  }
  readUntil.set(fileId, file.version)
  return [file, changes]
}

interface FormField {
  readonly id: string
  readonly type: string
  readonly audience?: string
  readonly format?: string
  readonly maxLength?: number
  readonly fields?: readonly FormField[]
}
interface Rules {
  readonly forms: readonly { id: string; version: string; sections: { fields: readonly FormField[] }[] }[]
}

/** Answers every question of every form that takes words, in rows and for named staff alone too. Gives those that take less. */
export async function sayInEveryForm(
  hostile: Hostile,
  { caseworker }: Staff,
  fileId: string,
): Promise<readonly (readonly [form: string, version: string, path: string])[]> {
  const { forms } = await ok<Rules>(caseworker.get('/protection/rules'), 'the rules')
  const fields = forms.flatMap(({ sections }) => sections.flatMap((section) => section.fields))
  const audiences = new Set([...fields, ...fields.flatMap((each) => each.fields ?? [])].map(({ audience }) => audience))
  for (const audience of audiences)
    if (audience) await hostile.record(caseworker, fileId, 'audience_set', { audience, userIds: [staff('c2')] })

  const edits: Record<string, Record<string, unknown>> = {}
  /** An answer in every place that takes words; those that take less, such as a telephone number, by themselves. */
  const answers = (form: string, version: string, placed: readonly FormField[], under = ''): void => {
    for (const { id, type, format, maxLength, fields: inner } of placed) {
      const path = under + id
      const words = (): string => hostile.sayIn(`${form}/${path}`, maxLength)
      if (inner) {
        const row = `${path}/${newId()}`
        edits[form]![row] = { value: true }
        answers(form, version, inner, `${row}/`)
      } else if (type === 'phone' || format !== undefined) narrower.push([form, version, path])
      else if (type === 'text' || type === 'long_text') edits[form]![path] = { value: words() }
      else if (type === 'location') edits[form]![path] = { value: { place: words() } }
    }
  }
  const narrower: (readonly [form: string, version: string, path: string])[] = []
  for (const { id, version, sections } of forms) {
    edits[id] = {}
    for (const section of sections) answers(id, version, section.fields)
    const sent = actionOf('answers_recorded', { form: id, version, edits: edits[id] })
    await ok(caseworker.post(`/protection/files/${fileId}/actions`, { actions: [sent] }), id)
  }
  return narrower
}

/** Says it in all that is kept beside files: tags, lists, agencies, accounts, what opened a file, a handover. */
export async function sayInEveryRegister(hostile: Hostile, who: Staff, fileId: string, heard: Heard): Promise<void> {
  const { administrator, supervisor, caseworker, frontline_worker: frontline } = who
  const tagId = newId()
  const tagged = { ofCountry: true, names: { en: '', ar: '' } }
  await hostile.request(administrator, 'POST', '/protection/tags', { ...tagged, id: tagId })
  await heard(() => supervisor.get('/protection/tags'))
  await hostile.request(
    administrator,
    'PUT',
    '/protection/tags/:tagId',
    { names: { en: '' }, active: true },
    { ids: [tagId], version: 1 },
  )
  await heard(() => caseworker.get('/protection/tags'))

  await hostile.request(
    supervisor,
    'PUT',
    '/protection/views/:viewId',
    { teamId: TEAM, filter: { mine: 'true' }, sort: 'changed', direction: 'descending', columns: ['number'] },
    { ids: [newId()] },
  )
  await heard(() => caseworker.get('/protection/views'))

  const [agencyId, teamId, staffId] = [newId(), newId(), newId()]
  const ngo = { type: 'ngo', designations: [] }
  await hostile.request(administrator, 'POST', '/identity/agencies', { ...ngo, id: agencyId })
  await hostile.request(administrator, 'POST', '/identity/teams', { id: teamId, agencyId })
  const account = { email: 'somebody@demo.example', teamIds: [teamId], language: 'en' }
  await hostile.request(administrator, 'POST', '/identity/staff/invite', {
    ...account,
    id: staffId,
    agencyId,
    roles: ['caseworker'],
  })
  const accounts = async () => [
    await administrator.get('/identity/agencies?limit=200'),
    await administrator.get('/identity/teams?limit=200'),
    await administrator.get(`/identity/staff/${staffId}`),
  ]
  await heard(accounts)
  await hostile.request(
    administrator,
    'PUT',
    '/identity/agencies/:id',
    { ...ngo, active: true },
    { ids: [agencyId], version: 1 },
  )
  await hostile.request(administrator, 'PUT', '/identity/teams/:id', { active: true }, { ids: [teamId], version: 1 })
  await hostile.request(administrator, 'PUT', '/identity/staff/:id', account, { ids: [staffId], version: 1 })
  await heard(accounts)

  const { number } = await ok<{ number: string }>(supervisor.get(`/protection/files/${fileId}`), 'a file')
  const id = newId()
  await hostile.request(frontline, 'POST', '/protection/openings', { id, number, reason: 'danger_to_life' })
  await heard(async () => [
    await supervisor.get('/protection/openings'),
    await frontline.get(`/protection/files/${fileId}`),
  ])
  await hostile.request(
    supervisor,
    'POST',
    '/protection/openings/:openingId/review',
    { id: newId(), verdict: 'justified' },
    { ids: [id] },
  )
  await heard(async () => [await supervisor.get('/protection/openings?state=all'), await read(supervisor, fileId)])

  // Closed to somebody who has no more to do with it here, and opened again by somebody else.
  const exclusionId = newId()
  await hostile.request(supervisor, 'POST', '/protection/exclusions', {
    id: exclusionId,
    file: { id: fileId },
    userId: staff('c1'),
    ground: 'other_conflict',
  })
  await hostile.request(
    who.data_protection_officer,
    'POST',
    '/protection/exclusions/:exclusionId/end',
    { id: newId() },
    { ids: [exclusionId] },
  )
  await heard(async () => [await supervisor.get('/protection/exclusions?state=all'), await read(supervisor, fileId)])

  await hostile.record(supervisor, fileId, 'appointment_made', {
    kind: 'legal',
    when: { on: day(7) },
    minutes: 60,
    goingWith: [staff('c2')],
    safeContactRead: true,
    remindOn: null,
    serviceId: null,
  })
  await hostile.request(
    supervisor,
    'POST',
    '/protection/caseloads/:userId/handover',
    { items: [{ fileId, to: staff('c3') }] },
    { ids: [staff('c2')] },
  )
  await heard(() => read(supervisor, fileId))
}
