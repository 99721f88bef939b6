import { newId } from '@gloact/kernel'
import type { HostileSpeaker, ModuleProduct } from '@gloact/module'

/** Of the demonstration: a practitioner, and what was decided about two of them. */
const PRACTITIONER = '00000000-0000-4000-8000-7a0000000001'
const DOUBLE = '00000000-0000-4000-8000-7d0000000001'

const BANK = '00000000-0000-4000-8000-7b0000000001'
const FOLLOW_UP = '00000000-0000-4000-8000-7f1000000001'
const ATTEMPT = '00000000-0000-4000-8000-7ad000000001'

const PACKAGE = '00000000-0000-4000-8000-75c000000001'
const COURSE = '00000000-0000-4000-8000-7c0000000101'

const REAL = {
  courseId: COURSE,
  practitionerId: PRACTITIONER,
  doubleId: DOUBLE,
  bankId: BANK,
  attemptId: ATTEMPT,
  followUpId: FOLLOW_UP,
  packageId: PACKAGE,
}
const EVENT = '/training/events/00000000-0000-4000-8000-7e0000000001'
const EVALUATION_TEST = 'modules/training/server/evaluation.test.ts'
const COURSES_TEST = 'modules/training/server/courses.test.ts'
const ARRANGEMENTS_TEST = 'modules/training/server/arrangements.test.ts'
const SCORM_TEST = 'modules/training/server/scorm/scorm.test.ts'
const OWN_TEST = 'modules/training/server/practitioners.test.ts'

/** A day as it is sent, so many from now. */
const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)

const COURSE_CONTENT = {
  title: 'C',
  about: '',
  minutes: 1,
  steps: [{ kind: 'page', id: 'p', title: 'P', text: 'Read.' }],
  sources: [],
}

/** Not a telephone number, which no list shows. */
const NOT_SHOWN = /^phone$/

async function says({ as, ok, request, say, stands, tried }: HostileSpeaker): Promise<void> {
  const officer = await as('training_officer')
  const eventId = newId<string>()
  const event = {
    id: eventId,
    startsOn: day(20),
    endsOn: day(21),
    nominateBy: day(10),
    hours: 12,
    seats: 20,
    criteria: { professions: [], yearsInPost: 0, seatsAnAgency: null },
    passMark: 60,
    attendanceNeeded: 60,
    repeats: false,
    sessions: [{ id: newId(), day: day(20) }],
  }
  await request(officer, 'POST', '/training/events', event)
  await ok(officer.post(`/training/events/${eventId}/publish`, {}), 'announcing')
  const nominated = { id: newId(), practitionerId: newId(), email: '', profession: 'police', yearsInPost: 3 }
  await request(officer, 'POST', '/training/events/:eventId/nominations', nominated, { ids: [eventId] })
  const bank = { id: newId(), title: say('title'), language: 'en', text: '::One:: Is it so? {T}' }
  await ok(officer.post('/training/banks', bank), 'a bank')
  tried('POST /training/banks')
  const course = { ...COURSE_CONTENT, title: say('title'), about: say('about'), sources: [say('source')] }
  const steps = [{ ...COURSE_CONTENT.steps[0], title: say('heading'), text: say('text') }]
  const saved = { id: newId(), language: 'en', after: 0, content: { ...course, steps } }
  const courseId = newId<string>()
  await ok(officer.post(`/training/courses/${courseId}/versions`, saved), 'a course')
  tried('POST /training/courses/:courseId/versions')
  await stands(
    async () => [
      await ok(officer.get(`/training/courses/${courseId}?language=en`), 'a course'),
      await ok(officer.get(`/training/events/${eventId}`), 'an event'),
      await ok(officer.get('/training/practitioners'), 'practitioners'),
      await ok(officer.get('/training/banks'), 'banks'),
    ],
    NOT_SHOWN,
  )
}

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  screens: {
    training_officer: [
      '/training/doubles',
      '/training/trainers',
      `${EVENT}/essays`,
      `${EVENT}/follow-up`,
      '/training/courses',
      '/training/courses/new',
      `/training/packages/${PACKAGE}`,
      `/training/courses/${COURSE}/en`,
      `/training/courses/${COURSE}/en/edit`,
    ],
  },
  withoutSession: ['/confirm'],
  sent: {
    'post /training/events/{eventId}/nominations': {
      body: () => ({
        id: newId(),
        practitionerId: newId(),
        name: 'N',
        email: '',
        phone: '',
        employer: null,
        profession: 'police',
        yearsInPost: 1,
      }),
    },
    'post /training/events/{eventId}/tests': { body: () => ({ bankId: newId(), perForm: 4 }) },
    'post /training/nominations/{nominationId}/decisions': {
      body: () => ({ id: newId(), decision: 'waiting', reason: 'seats_taken' }),
    },
    'post /training/sessions/{sessionId}/state': { body: () => ({ open: true }) },
    'post /training/sessions/{sessionId}/attendance': {
      body: () => ({ participantId: newId(), present: true, how: 'list' }),
    },
    'post /training/tests/{testId}/state': { body: () => ({ open: true }) },
    'post /training/practitioners/{practitionerId}/consent': { body: () => ({ id: newId(), given: true }) },
    'post /training/practitioners/{practitionerId}/transfers': {
      body: () => ({ id: newId(), employer: 'Customs', profession: 'other', since: '2026-01-05' }),
    },
    'post /training/practitioners/{practitionerId}/roster': {
      body: () => ({ id: newId(), topics: '', languages: [], cleared: false, listed: true }),
    },
    'post /training/follow-ups/{followUpId}/checks': { body: () => ({ id: newId(), verified: true }) },
    'get /training/events/{eventId}/letters': { query: '?decision=selected' },
    'post /training/events/{eventId}/arrangements': {
      body: () => ({
        id: newId(),
        after: null,
        arrangements: { partners: [], paidBy: '', currency: 'USD', costs: [] },
      }),
    },
    'get /training/events/{eventId}/report': { query: '?format=docx&language=en' },
    'get /training/events/{eventId}/certificates': { query: '?format=csv' },
    'post /training/essays/{attemptId}/marks': { body: () => ({ questionId: newId(), mark: 50 }) },
    'get /training/courses/{courseId}': { query: '?language=en' },
    'post /training/courses/{courseId}/versions': {
      body: () => ({ id: newId(), language: 'en', after: 0, content: COURSE_CONTENT }),
    },
    'post /training/events/{eventId}/courses': { body: () => ({ id: newId(), courseId: COURSE, offered: true }) },
    'get /training/banks/{bankId}/file': { query: '?format=gift' },
    'post /training/practitioners/{practitionerId}/deliveries': {
      body: () => ({ id: newId(), eventId: newId(), observed: false, rating: null, note: '' }),
    },
  },
  real: async (as) => {
    const officer = await as('training_officer')
    const { nominations, participants, sessions, tests } = (await officer.get(EVENT)).body as {
      readonly nominations: readonly { readonly id: string }[]
      readonly participants: readonly { readonly certificate: { readonly id: string } | null }[]
      readonly sessions: readonly { readonly id: string }[]
      readonly tests: readonly { readonly id: string }[]
    }
    return {
      ...REAL,
      eventId: EVENT.slice(EVENT.lastIndexOf('/') + 1),
      nominationId: nominations[0]!.id,
      certificateId: participants.find(({ certificate }) => certificate)!.certificate!.id,
      sessionId: sessions[0]!.id,
      testId: tests[0]!.id,
    }
  },
  says,
  heldAgainst: {
    'GET /training/courses': {
      as: 'training_officer',
      send: (say) => ({ path: `/training/courses?language=${encodeURIComponent(say(20))}` }),
    },
    'GET /training/courses/:courseId': {
      as: 'training_officer',
      send: (say) => ({ path: `/training/courses/${COURSE}?language=${encodeURIComponent(say(20))}` }),
    },
    'POST /training/take-part': {
      as: null,
      send: (say) => ({ path: '/training/take-part', body: { code: say(38) } }),
    },
    'POST /training/take-part/answers': {
      as: null,
      send: (say) => ({
        path: '/training/take-part/answers',
        body: { code: say(38), id: newId(), testId: newId(), answers: { [newId<string>()]: { text: say() } } },
      }),
    },
    'POST /training/take-part/follow-up': {
      as: null,
      send: (say) => ({
        path: '/training/take-part/follow-up',
        body: { code: say(38), id: newId(), uses: 'yes', inPost: true, barriers: [], example: say() },
      }),
    },
    'POST /training/certificate-checks': {
      as: null,
      send: (say) => ({ path: '/training/certificate-checks', body: { code: say(38) } }),
    },
  },
  triedWithWords: {
    'POST /training/practitioners/:practitionerId/transfers': OWN_TEST,
    'POST /training/practitioners/:practitionerId/roster': OWN_TEST,
    'POST /training/practitioners/:practitionerId/deliveries': OWN_TEST,
    'POST /training/take-part/consent': OWN_TEST,
    'POST /training/take-part/satisfaction': EVALUATION_TEST,
    'POST /training/take-part/courses': COURSES_TEST,
    'POST /training/take-part/course': COURSES_TEST,
    'POST /training/take-part/progress': COURSES_TEST,
    'POST /training/events/:eventId/arrangements': ARRANGEMENTS_TEST,
    'POST /training/packages': SCORM_TEST,
    'POST /training/take-part/packages': SCORM_TEST,
    'POST /training/take-part/package': SCORM_TEST,
    'POST /training/take-part/package-progress': SCORM_TEST,
    'POST /training/confirmations/read': EVALUATION_TEST,
    'POST /training/confirmations': EVALUATION_TEST,
  },
}
