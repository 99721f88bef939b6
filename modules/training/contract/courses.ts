import { line, route, words } from '@gloact/http/contract'
import { z } from 'zod'

const tag = 'training'
const done = z.object({ done: z.literal(true) })

const choice = z.strictObject({ text: words(500).min(1), right: z.boolean(), why: words(1000) })
const stepId = line(40)
const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page'), id: stepId, title: words(200), text: words(8000) }),
  z.strictObject({
    kind: z.literal('check'),
    id: stepId,
    question: words(2000).min(1),
    choices: z.array(choice).max(12),
  }),
  z.strictObject({
    kind: z.literal('scenario'),
    id: stepId,
    title: words(200),
    scenes: z
      .array(
        z.strictObject({
          id: line(40),
          text: words(4000).min(1),
          choices: z.array(choice.extend({ next: line(40).nullable() })).max(8),
        }),
      )
      .max(60),
  }),
])

/** Pages, checks and scenarios, in one language. */
export const courseContent = z
  .strictObject({
    title: line(200),
    about: words(1000),
    minutes: z.int().min(1).max(600),
    steps: z.array(step).max(100),
    sources: z.array(words(500).min(1)).max(40),
  })
  .meta({ id: 'CourseContent' })

const courseSummary = z
  .object({
    id: z.uuid(),
    title: z.string(),
    about: z.string(),
    minutes: z.int(),
    steps: z.int(),
    /** In each of its languages, with the bytes that a telephone loads. */
    languages: z.array(z.object({ language: z.string(), version: z.int(), bytes: z.int() })),
    /** Comes with GloACT, and is changed by nobody; an agency's own can be edited. */
    ours: z.boolean(),
  })
  .meta({ id: 'CourseSummary' })
export type CourseSummaryView = z.infer<typeof courseSummary>

export const listCourses = route({
  method: 'GET',
  path: '/training/courses',
  summary: 'The courses that come with GloACT and those of your agency',
  tag,
  query: z.object({ language: line(20).optional() }),
  response: z.object({ items: z.array(courseSummary) }),
  failures: ['training.not_allowed'],
})

const contentQuery = z.object({ language: line(20) })

const coursePackage = z
  .object({ courseId: z.uuid(), language: z.string(), version: z.int(), content: courseContent })
  .meta({ id: 'CoursePackage' })
export type CoursePackageView = z.infer<typeof coursePackage>

export const readCourse = route({
  method: 'GET',
  path: '/training/courses/:courseId',
  summary: 'A course in one of its languages',
  tag,
  params: z.object({ courseId: z.uuid() }),
  query: contentQuery,
  response: coursePackage,
  failures: ['training.not_allowed', 'training.unknown'],
})

export const saveCourse = route({
  method: 'POST',
  path: '/training/courses/:courseId/versions',
  summary: 'Save a course of your agency as its next version; earlier versions stay as they are',
  tag,
  status: 201,
  bodyLimit: 1024 * 1024,
  params: z.object({ courseId: z.uuid() }),
  body: z.strictObject({
    id: z.uuid(),
    language: line(20),
    /** The version that was opened; 0 for a course that is new in this language. */
    after: z.int().min(0),
    content: courseContent,
  }),
  response: z.object({ version: z.int() }),
  failures: [
    'training.not_allowed',
    'training.unknown',
    'training.id_used',
    'training.course_faulty',
    'training.course_changed',
  ],
})

const eventParams = z.object({ eventId: z.uuid() })

export const listOffers = route({
  method: 'GET',
  path: '/training/events/:eventId/courses',
  summary: 'The courses that an event offers its participants, and how many have begun and completed each',
  tag,
  params: eventParams,
  response: z.object({
    items: z.array(z.object({ courseId: z.uuid(), title: z.string(), begun: z.int(), completed: z.int() })),
  }),
  failures: ['training.not_allowed', 'training.unknown'],
})

export const offerCourse = route({
  method: 'POST',
  path: '/training/events/:eventId/courses',
  summary: 'Offer a course to the participants of an event, or stop offering it; what they did stays',
  tag,
  params: eventParams,
  body: z.strictObject({ id: z.uuid(), courseId: z.uuid(), offered: z.boolean() }),
  response: done,
  failures: ['training.not_allowed', 'training.unknown', 'training.id_used'],
})

/** A code as somebody types it. It stands in the body, never in an address. */
const code = words(60).min(1)
const byCode = ['training.no_such_code', 'training.too_many_tries'] as const

export const takeCourses = route({
  method: 'POST',
  path: '/training/take-part/courses',
  summary: 'The courses that a participant’s code opens, and the steps that the server has of each',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({ code, language: line(20).optional() }),
  response: z.object({
    items: z.array(
      courseSummary.extend({ done: z.array(z.string()), completed: z.boolean(), score: z.int().nullable() }),
    ),
  }),
  failures: byCode,
})
export type TakenCourse = z.infer<typeof takeCourses.response>['items'][number]

export const takeCourse = route({
  method: 'POST',
  path: '/training/take-part/course',
  summary: 'A course for a participant’s telephone, whole, so that it works without a network',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({ code, courseId: z.uuid(), language: line(20) }),
  response: coursePackage,
  failures: [...byCode, 'training.unknown'],
})

const sentStep = z.strictObject({
  id: z.uuid(),
  courseId: z.uuid(),
  language: line(20),
  version: z.int().min(1),
  step: stepId,
  answer: z.array(z.int().min(0).max(100)).max(100),
})
export type SentStep = z.infer<typeof sentStep>

const REFUSALS = [
  'training.already_answered',
  'training.no_such_step',
  'training.not_offered',
  'training.id_used',
] as const

export const sendProgress = route({
  method: 'POST',
  path: '/training/take-part/progress',
  summary: 'Steps of courses that a participant has done, and the outcome of each; sent twice they count once',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({
    code,
    items: z.array(sentStep).min(1).max(200),
  }),
  response: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        /** Null where it was accepted. */
        refused: z.enum(REFUSALS).nullable(),
      }),
    ),
  }),
  failures: byCode,
})
