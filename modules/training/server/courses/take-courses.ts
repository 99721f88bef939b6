import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import { ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type {
  CoursePackageView,
  sendProgress as sending,
  SentStep,
  takeCourse as taking,
  takeCourses as listing,
} from '../../contract/courses.ts'
import { answers, courseScore, type CourseContent } from '../../domain/course/course.ts'
import { unknown, type TrainingContext } from '../context.ts'
import { tables } from '../tables.ts'
import { whose } from '../take-part.ts'
import { currentCourses, packageOf, summaryOf } from './courses.ts'
import { offeredBy } from './offer-courses.ts'
import { ourCourse } from './our-courses.ts'

interface Participant {
  readonly id: string
  readonly event_id: string
  readonly country: string
  readonly agency_id: string
}

/** What a code opens of courses, with what the server has of each already. */
export async function takeCourses(
  context: TrainingContext,
  address: string,
  { code, language }: HandlerInput<typeof listing>['body'],
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  const items = await readInScope(context.db, systemScope(context.country), async (trx) => {
    const courses = await currentCourses(trx, participant.agency_id)
    const offered = await offeredBy(trx, participant.event_id)
    const steps = await tables(trx)
      .selectFrom('training.course_progress')
      .select(['course_id', 'step'])
      .where('participant_id', '=', participant.id)
      .execute()
    const completed = await tables(trx)
      .selectFrom('training.course_completion')
      .select(['course_id', 'score'])
      .where('participant_id', '=', participant.id)
      .execute()
    return offered.flatMap((id) => {
      const each = courses.get(id)
      if (!each) return []
      const end = completed.find((one) => one.course_id === id)
      const done = steps.filter((one) => one.course_id === id).map(({ step }) => step)
      return [{ ...summaryOf(each, language), done, completed: end !== undefined, score: end?.score ?? null }]
    })
  })
  return ok({ items })
}

export async function takeCourse(
  context: TrainingContext,
  address: string,
  { code, courseId, language }: HandlerInput<typeof taking>['body'],
): Promise<Result<CoursePackageView, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  return readInScope(context.db, systemScope(context.country), async (trx) => {
    if (!(await offeredBy(trx, participant.event_id)).includes(courseId)) return unknown
    const courses = await currentCourses(trx, participant.agency_id, courseId)
    const one = courses.get(courseId)?.find((each) => each.language === language)
    return one ? ok(packageOf(one)) : unknown
  })
}

type Outcome = ResponseOf<typeof sending>['items'][number]

/**
 * Records the steps that a telephone kept. Each is judged by itself, so that one that is refused holds up none of the others; the
 * content against which it is judged is that of the version which the telephone had.
 */
export async function sendProgress(
  context: TrainingContext,
  address: string,
  { code, items }: HandlerInput<typeof sending>['body'],
): Promise<Result<ResponseOf<typeof sending>, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  return inScope<ResponseOf<typeof sending>, Failure>(context.db, systemScope(context.country), async (trx) => {
    // Two telephones of one person: one after the other.
    await tables(trx)
      .selectFrom('training.participant')
      .select('id')
      .where('id', '=', participant.id)
      .forUpdate()
      .execute()
    const offered = await offeredBy(trx, participant.event_id)
    const outcomes: Outcome[] = []
    for (const item of items) {
      const refused = await recordStep(context, trx, participant, offered, item)
      outcomes.push({ id: item.id, refused })
    }
    return ok({ items: outcomes })
  })
}

async function recordStep(
  { clock }: TrainingContext,
  trx: ScopedTransaction,
  participant: Participant,
  offered: readonly string[],
  { id, courseId, language, version, step, answer }: SentStep,
): Promise<Outcome['refused']> {
  const sameStep = (row: { readonly course_id: string; readonly step: string; readonly answer: readonly number[] }) =>
    row.course_id === courseId && row.step === step && row.answer.join() === answer.join()
  const byId = await tables(trx)
    .selectFrom('training.course_progress')
    .select(['participant_id', 'course_id', 'step', 'answer'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (byId) return byId.participant_id === participant.id && sameStep(byId) ? null : 'training.id_used'
  const byStep = await tables(trx)
    .selectFrom('training.course_progress')
    .select(['course_id', 'step', 'answer'])
    .where('participant_id', '=', participant.id)
    .where('course_id', '=', courseId)
    .where('step', '=', step)
    .executeTakeFirst()
  // The first answer to a step counts, from whichever telephone it came.
  if (byStep) return sameStep(byStep) ? null : 'training.already_answered'
  if (!offered.includes(courseId)) return 'training.not_offered'
  const content = await contentOf(trx, participant.agency_id, courseId, language, version)
  const asked = content?.steps.find((one) => one.id === step)
  if (!content || !asked || !answers(asked, answer)) return 'training.no_such_step'
  const { country, agency_id } = participant
  const now = clock.now()
  await tables(trx)
    .insertInto('training.course_progress')
    .values({
      id,
      participant_id: participant.id,
      course_id: courseId,
      step,
      version,
      language,
      answer,
      country,
      agency_id,
      recorded_at: now,
    })
    .execute()
  await recordCompletion(trx, participant, courseId, version, content, now)
  return null
}

async function contentOf(
  trx: ScopedTransaction,
  agencyId: string,
  courseId: string,
  language: string,
  version: number,
): Promise<CourseContent | undefined> {
  const ours = await ourCourse(courseId, language)
  if (ours) return ours.version === version ? ours.content : undefined
  const own = await tables(trx)
    .selectFrom('training.course_version')
    .select('content')
    .where('agency_id', '=', agencyId)
    .where('course_id', '=', courseId)
    .where('language', '=', language)
    .where('version', '=', version)
    .executeTakeFirst()
  return own?.content as CourseContent | undefined
}

async function recordCompletion(
  trx: ScopedTransaction,
  { id, country, agency_id }: Participant,
  courseId: string,
  version: number,
  content: CourseContent,
  now: string,
): Promise<void> {
  const rows = await tables(trx)
    .selectFrom('training.course_progress')
    .select(['step', 'answer'])
    .where('participant_id', '=', id)
    .where('course_id', '=', courseId)
    .execute()
  const given = new Map(rows.map(({ step, answer }) => [step, answer]))
  if (!content.steps.every((step) => given.has(step.id))) return
  await tables(trx)
    .insertInto('training.course_completion')
    .values({
      participant_id: id,
      course_id: courseId,
      country,
      agency_id,
      version,
      score: courseScore(content, given),
      completed_at: now,
    })
    // It was completed before, with an earlier version: that stands.
    .onConflict((conflict) => conflict.columns(['participant_id', 'course_id']).doNothing())
    .execute()
}
