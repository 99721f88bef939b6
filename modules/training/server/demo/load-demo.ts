import { randomBytes } from 'node:crypto'
import {
  addDays,
  addMonths,
  newRandomId,
  ok,
  randomSource,
  unwrap,
  type PlainDate,
  type RandomSource,
} from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { joinSignature, signingInput, type CertificateContent } from '../../domain/certificate.ts'
import { CERTIFICATE_CODE_LENGTH, CODE_LENGTH, drawCode } from '../../domain/codes.ts'
import { drawForms } from '../../domain/draw-forms.ts'
import { giftName } from '../../domain/gift/gift-question.ts'
import { readGift } from '../../domain/gift/read-gift.ts'
import { BARRIERS } from '../../domain/follow-up.ts'
import type { Ratings } from '../../domain/levels.ts'
import { certificatePlace } from '../certificates.ts'
import { commentPlace, examplePlace } from '../evaluation.ts'
import { codeDigests, sealContact, sha256, today, type TrainingContext, type WordKey } from '../context.ts'
import { issuerOf, type Issuer } from '../issuer.ts'
import { codePlace } from '../nominate.ts'
import { tables, type TrainingTables } from '../tables.ts'
import { answersPlace } from '../take-part.ts'
import { DEMO_BANK } from './bank.ts'
import { EMPLOYERS, EVENTS, inventedName, TODAY } from './invented.ts'
import { demoRegister } from './register.ts'

/** In whose name the invented events are held. */
export interface DemoOrganiser {
  readonly agencyId: string
  readonly agencyName: string
  readonly userId: string
}

const PEOPLE = 90
const PER_FORM = 10
/** Of the same agency as the last. */
const TYPED_TWICE = 40

/** One of those who were certified by the last event signs in to the demonstration, as a guardian of children. */
const WITH_ACCOUNT = { person: 52, name: 'Yara Mansour', email: 'guardian@demo.example' }
const nameOf = (person: number): string => (person === WITH_ACCOUNT.person ? WITH_ACCOUNT.name : inventedName(person))

const fixedId = (kind: string, number: number): string =>
  `00000000-0000-4000-8000-7${kind}${String(number).padStart(9, '0')}`

/** Rows by table, written together at the end: a thousand statements would hold a first start up. */
type Batch = { readonly [Table in (typeof IN_ORDER)[number]]: TrainingTables[Table][] }

/** What is pointed at stands before what points at it. */
const IN_ORDER = [
  'training.practitioner',
  'training.event',
  'training.session',
  'training.nomination',
  'training.decision',
  'training.participant',
  'training.test',
  'training.attendance',
  'training.attempt',
  'training.certificate',
  'training.follow_up',
  'training.satisfaction',
  'training.double_decision',
  'training.contact_consent',
  'training.transfer',
  'training.trainer',
  'training.delivery',
] as const satisfies readonly (keyof TrainingTables)[]

const AT_ONCE = 200

async function write(trx: ScopedTransaction, batch: Batch): Promise<void> {
  for (const table of IN_ORDER) {
    const rows = batch[table] as TrainingTables['training.session'][]
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      // One statement for each of the tables: which columns it has, its rows say.
      await tables(trx)
        .insertInto(table as 'training.session')
        .values(rows.slice(at, at + AT_ONCE))
        .execute()
    }
  }
}

interface Stage {
  readonly batch: Batch
  readonly context: TrainingContext
  readonly organiser: DemoOrganiser
  readonly owned: { readonly country: string; readonly agency_id: string }
  readonly key: WordKey
  readonly digest: (code: string) => Uint8Array
  readonly issuer: Issuer
  readonly random: RandomSource
  readonly now: string
  readonly questionIds: readonly string[]
}

/** Three events of two years, ninety practitioners of seven agencies, one event today: loaded once, whatever else is there. */
export async function loadDemo(context: TrainingContext, organiser: DemoOrganiser): Promise<void> {
  const { db, country } = context
  const [key, digest, issuer] = [await context.wordKey(), await codeDigests(context), await issuerOf(context)]
  const owned = { country, agency_id: organiser.agencyId }
  unwrap(
    await inScope(db, systemScope(country), async (trx) => {
      const mark = await tables(trx)
        .selectFrom('training.bank')
        .select('id')
        .where('id', '=', fixedId('b0', 1))
        .executeTakeFirst()
      if (mark) return ok(undefined)
      const random = randomSource(17)
      const now = context.clock.now()
      const questionIds = await addBank(trx, owned, organiser, now)
      const batch = Object.fromEntries(IN_ORDER.map((table) => [table, []])) as unknown as Batch
      const stage: Stage = { batch, context, organiser, owned, key, digest, issuer, random, now, questionIds }
      addPeople(stage)
      for (const [at, event] of EVENTS.entries()) addPast(stage, event, at)
      addToday(stage)
      const register = demoRegister({ owned, userId: organiser.userId, now, today: today(context), key })
      for (const table of Object.keys(register) as (keyof typeof register)[]) {
        const rows = batch[table] as object[]
        rows.push(...register[table])
      }
      await write(trx, batch)
      return ok(undefined)
    }),
  )
}

async function addBank(
  trx: ScopedTransaction,
  owned: Stage['owned'],
  organiser: DemoOrganiser,
  now: string,
): Promise<readonly string[]> {
  const { questions, findings } = readGift(DEMO_BANK)
  await tables(trx)
    .insertInto('training.bank')
    .values({
      ...owned,
      id: fixedId('b0', 1),
      title: 'First responders',
      language: 'en',
      digest: sha256(DEMO_BANK),
      findings: JSON.stringify(findings),
      imported_by: organiser.userId,
      imported_at: now,
      version: 1,
      replaces: null,
    })
    .execute()
  const rows = questions.map((question, position) => ({
    ...owned,
    id: fixedId('c0', position + 1),
    bank_id: fixedId('b0', 1),
    position,
    line: question.line,
    name: giftName(question),
    category: question.category ?? '',
    content: JSON.stringify(question),
  }))
  await tables(trx).insertInto('training.question').values(rows).execute()
  return rows.map(({ id }) => id)
}

function addPeople({ batch, owned, organiser, key, now }: Stage): void {
  const rows = Array.from({ length: PEOPLE }, (_, at) => {
    const employer = EMPLOYERS[at % EMPLOYERS.length]!
    const id = fixedId('a0', at + 1)
    // The last was typed in again by somebody who did not find them: an entry that may be another's double.
    const named = at === PEOPLE - 1 ? TYPED_TWICE : at
    const email = named === WITH_ACCOUNT.person ? WITH_ACCOUNT.email : `practitioner${named + 1}@demo.example`
    const contact = { name: nameOf(named), email, phone: '' }
    return {
      ...owned,
      id,
      employer: employer.name,
      profession: employer.professions[at % employer.professions.length]!,
      // So that the smaller groups of an agency are few enough to be withheld in one and told in another.
      sex: at % 11 === 10 ? null : at % 5 < 3 ? 'female' : 'male',
      sealed: sealContact(key, id, contact),
      added_by: organiser.userId,
      added_at: now,
    }
  })
  batch['training.practitioner'].push(...rows)
}

interface Planned {
  readonly title: string
  readonly place: string
  readonly language: string
  readonly sessions: readonly string[]
}

function addEvent({ batch, owned, organiser }: Stage, number: number, event: Planned, first: PlainDate, seats: number) {
  const id = fixedId('e0', number)
  const last = addDays(first, event.sessions.length - 1)
  batch['training.event'].push({
    ...owned,
    id,
    title: event.title,
    place: event.place,
    language: event.language,
    starts_on: first,
    ends_on: last,
    nominate_by: addDays(first, -7),
    hours: event.sessions.length * 6,
    seats,
    criteria: JSON.stringify({ professions: [], yearsInPost: 1, seatsAnAgency: 6 }),
    criteria_text: '',
    pass_mark: 60,
    attendance_needed: 60,
    repeats: false,
    planned_by: organiser.userId,
    planned_at: `${addDays(first, -60)}T09:00:00.000Z`,
    published_at: `${addDays(first, -50)}T09:00:00.000Z`,
    form_seed: '17',
    bank_id: fixedId('b0', 1),
  })
  const sessions = event.sessions.map((title, position) => ({
    ...owned,
    id: fixedId('50', number * 10 + position),
    event_id: id,
    position,
    title,
    day: addDays(first, position),
    opened_at: null,
    closed_at: null,
  }))
  batch['training.session'].push(...sessions)
  return { id, first, last, sessions, hours: event.sessions.length * 6, title: event.title }
}

interface Nominated {
  readonly event: { readonly id: string; readonly first: string }
  readonly person: number
  readonly nominationId: string
  readonly practitionerId: string
}

function nominate(stage: Stage, event: Nominated['event'], person: number): Nominated {
  const { batch, owned, organiser, random } = stage
  const nominationId = newRandomId()
  const practitionerId = fixedId('a0', (person % PEOPLE) + 1)
  batch['training.nomination'].push({
    ...owned,
    id: nominationId,
    event_id: event.id,
    from_agency_id: organiser.agencyId,
    practitioner_id: practitionerId,
    years_in_post: random.below(15),
    nominated_by: organiser.userId,
    nominated_at: `${event.first}T08:00:00.000Z`,
  })
  return { event, person, nominationId, practitionerId }
}

/** Selects somebody who was nominated: with the decision and the code that follow from it. */
function select(stage: Stage, { event, person, nominationId, practitionerId }: Nominated) {
  const { batch, owned, organiser, key, digest, random } = stage
  batch['training.decision'].push({
    ...owned,
    id: newRandomId(),
    nomination_id: nominationId,
    from_agency_id: organiser.agencyId,
    decision: 'selected',
    reason: random.below(4) === 0 ? 'keeps_balance' : 'meets_criteria',
    decided_by: organiser.userId,
    decided_at: `${event.first}T08:00:00.000Z`,
    number: 1,
  })
  const id = newRandomId()
  const code = drawCode(CODE_LENGTH, randomBytes)
  batch['training.participant'].push({
    ...owned,
    id,
    event_id: event.id,
    nomination_id: nominationId,
    practitioner_id: practitionerId,
    code_digest: digest(code),
    sealed_code: key.seal(codePlace(id), code),
    invited_at: `${event.first}T08:00:00.000Z`,
    withdrawn_at: null,
  })
  return { id, person }
}

function addTests(stage: Stage, eventId: string, number: number, day: string | null) {
  const { batch, owned, questionIds } = stage
  const forms = unwrap(
    drawForms(
      questionIds.map((id, at) => ({ id, category: String(Math.floor(at / 8)), difficulty: null })),
      { perForm: PER_FORM, seed: number },
    ),
  )
  const rows = (['pre', 'post'] as const).map((kind, at) => ({
    ...owned,
    id: fixedId('70', number * 10 + at),
    event_id: eventId,
    kind,
    question_ids: [...(kind === 'pre' ? forms.a : forms.b)],
    opened_at: day && `${day}T08:00:00.000Z`,
    closed_at: day && `${day}T18:00:00.000Z`,
  }))
  batch['training.test'].push(...rows)
  return rows
}

function addPast(stage: Stage, event: (typeof EVENTS)[number], at: number): void {
  const { batch, owned, context, random, key } = stage
  const held = addEvent(stage, at + 1, event, addMonths(today(context), -event.monthsAgo), event.participants)
  const tests = addTests(stage, held.id, at + 1, held.first)
  for (let seat = 0; seat < event.participants; seat += 1) {
    const participant = select(stage, nominate(stage, held, event.from + seat))
    // Two stayed away.
    if (seat % 15 === 14) continue
    const sessions = held.sessions.filter((_, session) => session === 0 || random.below(8) > 0)
    batch['training.attendance'].push(
      ...sessions.map((session) => ({
        ...owned,
        participant_id: participant.id,
        session_id: session.id,
        how: 'code',
        recorded_by: null,
        recorded_at: `${session.day}T09:00:00.000Z`,
        removed_by: null,
        removed_at: null,
      })),
    )
    const ability = 0.25 + random.unit() * 0.4
    let passed = false
    for (const test of tests) {
      // Some left before the last test.
      if (test.kind === 'post' && seat % 10 === 7) continue
      const knows = ability + (test.kind === 'post' ? event.gain : 0)
      const marks = Object.fromEntries(
        test.question_ids.map((id, place) => [id, random.unit() < knows + ((place % 5) - 2) * 0.08 ? 1 : 0]),
      )
      passed = Object.values(marks).reduce<number>((sum, mark) => sum + mark, 0) >= PER_FORM * 0.6
      const id = batch['training.attempt'].length === 0 ? fixedId('ad', 1) : newRandomId()
      batch['training.attempt'].push({
        ...owned,
        id,
        test_id: test.id,
        participant_id: participant.id,
        number: 1,
        digest: sha256(id),
        sealed_answers: key.seal(answersPlace(id), {}),
        marks: JSON.stringify(marks),
        submitted_at: `${test.kind === 'pre' ? held.first : held.last}T10:00:00.000Z`,
      })
    }
    if (seat % 4 > 0) addSatisfaction(stage, participant.id, held.last)
    if (sessions.length / held.sessions.length >= 0.6) addCertificate(stage, held, participant, passed)
    // The earlier waves were answered; the latest is due, and a few have answered already.
    if (event.monthsAgo > 8 ? random.below(3) > 0 : seat < 4) addFollowUp(stage, participant.id, held.last)
  }
}

function addCertificate(
  { batch, owned, organiser, issuer, key, digest }: Stage,
  held: ReturnType<typeof addEvent>,
  participant: { readonly id: string; readonly person: number },
  passed: boolean,
): void {
  const id = newRandomId<'certificate'>()
  const content: CertificateContent = {
    id,
    name: nameOf(participant.person % PEOPLE),
    event: held.title,
    organiser: organiser.agencyName,
    from: held.first,
    to: held.last,
    hours: held.hours,
    passed,
    issuedOn: held.last,
  }
  const input = signingInput(content, issuer.keyId)
  const code = drawCode(CERTIFICATE_CODE_LENGTH, randomBytes)
  batch['training.certificate'].push({
    ...owned,
    id,
    participant_id: participant.id,
    event_id: held.id,
    key_id: issuer.keyId,
    code_digest: digest(code),
    sealed: key.seal(certificatePlace(id), {
      content: { ...content },
      token: joinSignature(input, issuer.sign(input)),
      code,
    }),
    issued_by: organiser.userId,
    issued_at: `${held.last}T16:00:00.000Z`,
    revoked_by: null,
    revoked_at: null,
  })
}

/** Mostly content, least so with the pace. */
function addSatisfaction({ batch, owned, random, key }: Stage, participantId: string, last: PlainDate): void {
  const id = newRandomId()
  const rated = () => 3 + random.below(3)
  const ratings: Ratings = {
    useful: rated(),
    clear: rated(),
    pace: 2 + random.below(3),
    trainers: rated(),
    practical: rated(),
  }
  batch['training.satisfaction'].push({
    ...owned,
    id,
    participant_id: participantId,
    ratings: JSON.stringify(ratings),
    sealed_comment: random.below(6) === 0 ? key.seal(commentPlace(id), 'More time for exercises.') : null,
    answered_at: `${last}T15:00:00.000Z`,
  })
}

function addFollowUp({ batch, owned, random, key }: Stage, participantId: string, last: PlainDate): void {
  const uses = random.below(10) < 6
  const id = batch['training.follow_up'].length === 0 ? fixedId('f1', 1) : newRandomId()
  batch['training.follow_up'].push({
    ...owned,
    id,
    participant_id: participantId,
    uses: uses ? 'yes' : 'no',
    in_post: random.below(5) > 0,
    barriers: uses ? [] : [BARRIERS[random.below(BARRIERS.length)]!],
    sealed_example: uses ? key.seal(examplePlace(id), 'Spoke with a worker alone before the employer came.') : null,
    answered_at: `${addMonths(last, 6)}T10:00:00.000Z`,
  })
}

function addToday(stage: Stage): void {
  const number = EVENTS.length + 1
  const event = addEvent(stage, number, TODAY, today(stage.context), 24)
  addTests(stage, event.id, number, null)
  for (let seat = 0; seat < TODAY.selected + TODAY.undecided; seat += 1) {
    const last = seat === TODAY.selected + TODAY.undecided - 1
    const nominated = nominate(stage, event, last ? PEOPLE - 1 : TODAY.from + seat)
    if (seat < TODAY.selected) select(stage, nominated)
  }
}
