import { bytes, fileText, line, route, words } from '@gloact/http/contract'
import { z } from 'zod'
import { BARRIERS } from '../domain/follow-up.ts'
import { GIFT_FINDINGS, GIFT_FORMATS } from '../domain/gift/gift-question.ts'

const tag = 'training'

const finding = z.object({
  line: z.int(),
  weight: z.enum(['refused', 'tolerated']),
  code: z.enum(GIFT_FINDINGS),
  found: z.string(),
})

export const bankSummary = z.object({
  id: z.uuid(),
  title: z.string(),
  language: z.string(),
  questions: z.int(),
  importedAt: z.string(),
  findings: z.array(finding),
  /** 1 for a bank that replaces none. */
  version: z.int(),
  categories: z.array(z.object({ name: z.string(), questions: z.int() })),
})
export type BankSummary = z.infer<typeof bankSummary>

export const listBanks = route({
  method: 'GET',
  path: '/training/banks',
  summary: 'The banks of questions of your agency',
  tag,
  response: z.object({ items: z.array(bankSummary) }),
  failures: ['training.not_allowed'],
})

/** The largest file that is read, with room for what JSON adds. */
const BANK_BODY = 3 * 1024 * 1024

export const importBank = route({
  method: 'POST',
  path: '/training/banks',
  summary: 'Import a bank of questions in GIFT or Moodle XML; names each problematic line',
  tag,
  status: 201,
  bodyLimit: BANK_BODY,
  body: z.strictObject({
    id: z.uuid(),
    title: line(200),
    language: line(20),
    text: fileText(2 * 1024 * 1024),
    /** The bank that it is a new version of; events that drew from that keep their forms. */
    replaces: z.uuid().optional(),
  }),
  response: bankSummary,
  failures: ['training.not_allowed', 'training.id_used', 'training.bank_empty'],
})

export const writeBank = route({
  method: 'GET',
  path: '/training/banks/:bankId/file',
  summary: 'A bank of questions as GIFT or as Moodle XML',
  tag,
  params: z.object({ bankId: z.uuid() }),
  query: z.object({ format: z.enum(['gift', 'moodle_xml']) }),
  response: bytes,
  failures: ['training.not_allowed', 'training.unknown'],
})

export const drawTests = route({
  method: 'POST',
  path: '/training/events/:eventId/tests',
  summary: 'Draw form A and form B of an event from a bank',
  tag,
  params: z.object({ eventId: z.uuid() }),
  /** Essays are marked by two people; each form has as many. */
  body: z.strictObject({
    bankId: z.uuid(),
    perForm: z.int().min(1).max(200),
    essays: z.int().min(0).max(5).optional(),
  }),
  response: z.object({
    categories: z.array(z.object({ category: z.string(), each: z.int() })),
    /** How much easier form B is than form A; null where earlier events have not shown it. */
    easier: z.number().nullable(),
  }),
  failures: ['training.not_allowed', 'training.unknown', 'training.bank_too_small', 'training.test_begun'],
})

const done = z.object({ done: z.literal(true) })

export const openTest = route({
  method: 'POST',
  path: '/training/tests/:testId/state',
  summary: 'Open a test for the participants’ phones, or close it',
  tag,
  params: z.object({ testId: z.uuid() }),
  body: z.strictObject({ open: z.boolean() }),
  response: done,
  failures: ['training.not_allowed', 'training.unknown'],
})

const mean = z.object({ n: z.int(), mean: z.number().nullable() })

export const results = z.object({
  title: z.string(),
  attended: z.int(),
  paired: z.int(),
  passMark: z.int(),
  pre: mean,
  post: mean,
  /** Whether points of the two tests may be held against one another; without, there is no gain. */
  comparable: z.boolean(),
  gain: mean,
  normalisedGain: mean,
  passed: z.object({ n: z.int(), count: z.int(), share: z.number().nullable() }),
  items: z.array(
    z.object({
      questionId: z.uuid(),
      name: z.string(),
      test: z.enum(['pre', 'post']),
      n: z.int(),
      difficulty: z.number().nullable(),
      discrimination: z.number().nullable(),
      easier: z.number().nullable(),
    }),
  ),
})
export type ResultsView = z.infer<typeof results>

export const readResults = route({
  method: 'GET',
  path: '/training/events/:eventId/results',
  summary: 'What was learnt at an event: gains of those who sat both tests, and each question',
  tag,
  params: z.object({ eventId: z.uuid() }),
  response: results,
  failures: ['training.not_allowed', 'training.unknown'],
})

const shownText = z.object({ format: z.enum(GIFT_FORMATS), text: z.string() })

const essay = z.object({
  attemptId: z.uuid(),
  questionId: z.uuid(),
  test: z.enum(['pre', 'post']),
  question: shownText,
  answer: z.string(),
  /** How many have marked it, and what the asker gave; whose answer it is nobody who marks is told. */
  markers: z.int(),
  mine: z.number().nullable(),
  /** The mean of two, once there are two. */
  mark: z.number().nullable(),
  /** The two are far apart: talk about it. */
  apart: z.boolean(),
})
export type EssayView = z.infer<typeof essay>

export const listEssays = route({
  method: 'GET',
  path: '/training/events/:eventId/essays',
  summary: 'Answers that people mark, without names; each is marked by two people',
  tag,
  params: z.object({ eventId: z.uuid() }),
  response: z.object({ items: z.array(essay) }),
  failures: ['training.not_allowed', 'training.unknown'],
})

export const markEssay = route({
  method: 'POST',
  path: '/training/essays/:attemptId/marks',
  summary: 'Mark an essay from 0 to 100; a second marker decides with the first, the mean counts',
  tag,
  params: z.object({ attemptId: z.uuid() }),
  body: z.strictObject({ questionId: z.uuid(), mark: z.int().min(0).max(100) }),
  response: done,
  failures: ['training.not_allowed', 'training.unknown', 'training.marked_by_two'],
})

export const issueCertificates = route({
  method: 'POST',
  path: '/training/events/:eventId/certificates',
  summary: 'Issue certificates to those who attended enough and have none yet',
  tag,
  params: z.object({ eventId: z.uuid() }),
  response: z.object({ issued: z.int() }),
  failures: ['training.not_allowed', 'training.unknown', 'training.nobody_to_certify', 'training.day_to_come'],
})

export const readCertificate = route({
  method: 'GET',
  path: '/training/certificates/:certificateId/pdf',
  summary: 'A certificate as PDF, with a code that verifies it',
  tag,
  params: z.object({ certificateId: z.uuid() }),
  response: bytes,
  failures: ['training.not_allowed', 'training.unknown'],
})

export const readCertificates = route({
  method: 'GET',
  path: '/training/events/:eventId/certificates',
  summary: 'All certificates of an event in one PDF, or as a table with the code of each',
  tag,
  params: z.object({ eventId: z.uuid() }),
  query: z.object({ format: z.enum(['pdf', 'csv']) }),
  response: bytes,
  failures: ['training.not_allowed', 'training.unknown', 'training.no_certificates'],
})

export const revokeCertificate = route({
  method: 'POST',
  path: '/training/certificates/:certificateId/revoke',
  summary: 'Revoke a certificate for good',
  tag,
  params: z.object({ certificateId: z.uuid() }),
  response: done,
  failures: ['training.not_allowed', 'training.unknown'],
})

const asked = { id: z.uuid(), text: shownText }
export const shownQuestion = z.discriminatedUnion('ask', [
  z.object({ ...asked, ask: z.literal('one'), choices: z.array(z.object({ at: z.int(), text: shownText })) }),
  z.object({ ...asked, ask: z.literal('several'), choices: z.array(z.object({ at: z.int(), text: shownText })) }),
  z.object({ ...asked, ask: z.literal('order'), choices: z.array(z.object({ at: z.int(), text: shownText })) }),
  z.object({ ...asked, ask: z.literal('true_false') }),
  z.object({ ...asked, ask: z.literal('words') }),
  z.object({ ...asked, ask: z.literal('number') }),
  z.object({
    ...asked,
    ask: z.literal('scenario'),
    scenes: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        choices: z.array(z.object({ text: z.string(), next: z.string().nullable() })),
      }),
    ),
  }),
  z.object({
    ...asked,
    ask: z.literal('pairs'),
    lefts: z.array(shownText),
    rights: z.array(z.object({ at: z.int(), text: z.string() })),
  }),
])
export type ShownQuestionView = z.infer<typeof shownQuestion>

/** A code as somebody types it. It stands in the body, never in an address. */
const code = words(60).min(1)

export const takePart = route({
  method: 'POST',
  path: '/training/take-part',
  summary: 'What a participant’s code opens: the session that is open, and the tests',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({ code }),
  response: z.object({
    event: z.object({ title: z.string(), place: z.string(), startsOn: z.string(), endsOn: z.string() }),
    /** The sessions at which the code has recorded attendance. */
    attended: z.array(z.string()),
    tests: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['pre', 'post']),
        state: z.enum(['open', 'answered', 'closed']),
        questions: z.array(shownQuestion),
      }),
    ),
    followUp: z.enum(['none', 'due', 'answered']),
    /** Whether they may be contacted afterwards; null where they did not say. */
    consent: z.boolean().nullable(),
    /** Whether they have said what they think of the event. */
    rated: z.boolean(),
  }),
  failures: ['training.no_such_code', 'training.too_many_tries'],
})
export type TakingPart = z.infer<typeof takePart.response>

export const givenAnswer = z.union([
  z.strictObject({ choices: z.array(z.int().min(0).max(500)).max(100) }),
  z.strictObject({ isTrue: z.boolean() }),
  z.strictObject({ text: words(4000) }),
  z.strictObject({ pairs: z.array(z.int().min(0).max(500).nullable()).max(100) }),
])

const givenAnswers = z.record(z.uuid(), givenAnswer)
export type SentAnswers = z.input<typeof givenAnswers>

export const sendAnswers = route({
  method: 'POST',
  path: '/training/take-part/answers',
  summary: 'A participant’s answers to a test; the client makes the id, sent twice they count once',
  tag,
  session: 'none',
  body: z.strictObject({
    code,
    id: z.uuid(),
    testId: z.uuid(),
    answers: givenAnswers,
  }),
  response: done,
  failures: [
    'training.no_such_code',
    'training.too_many_tries',
    'training.test_closed',
    'training.already_answered',
    'training.id_used',
  ],
})

export const answerFollowUp = route({
  method: 'POST',
  path: '/training/take-part/follow-up',
  summary: 'What a participant says months later',
  tag,
  session: 'none',
  body: z.strictObject({
    code,
    id: z.uuid(),
    uses: z.enum(['yes', 'no']),
    inPost: z.boolean(),
    barriers: z.array(z.enum(BARRIERS)).max(BARRIERS.length),
    example: words(2000),
  }),
  response: done,
  failures: ['training.no_such_code', 'training.too_many_tries', 'training.no_follow_up', 'training.id_used'],
})

export const answerConsent = route({
  method: 'POST',
  path: '/training/take-part/consent',
  summary: 'Whether a participant may be contacted after the event; the latest answer holds',
  tag,
  session: 'none',
  body: z.strictObject({ code, id: z.uuid(), given: z.boolean() }),
  response: done,
  failures: ['training.no_such_code', 'training.too_many_tries', 'training.id_used'],
})

export const issuerKeys = route({
  method: 'GET',
  path: '/training/issuer-keys',
  summary: 'The public keys that verify certificates (Ed25519, raw, base64url)',
  tag,
  session: 'none',
  response: z.object({ keys: z.array(z.object({ keyId: z.string(), publicKey: z.string() })) }),
})

const checked = z.object({
  state: z.enum(['valid', 'revoked']),
  name: z.string(),
  event: z.string(),
  organiser: z.string(),
  from: z.string(),
  to: z.string(),
  hours: z.int(),
  passed: z.boolean().nullable(),
  issuedOn: z.string(),
})
export type CertificateCheck = z.infer<typeof checked>

export const checkCertificate = route({
  method: 'POST',
  path: '/training/certificate-checks',
  summary: 'Whether a certificate is valid, by the code printed on it',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({ code }),
  response: checked,
  failures: ['training.no_such_code', 'training.too_many_tries'],
})
