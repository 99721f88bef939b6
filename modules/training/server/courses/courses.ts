import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type {
  CoursePackageView,
  CourseSummaryView,
  listCourses as listing,
  saveCourse as saving,
} from '../../contract/courses.ts'
import { faultsOf, type CourseContent } from '../../domain/course/course.ts'
import { may, notAllowed, sameBytes, scopeOf, sha256, unknown, type TrainingContext } from '../context.ts'
import { tables } from '../tables.ts'
import { COURSE_LANGUAGES, OUR_COURSES, ourCourse } from './our-courses.ts'

interface Found {
  readonly courseId: string
  readonly language: string
  readonly version: number
  readonly content: CourseContent
}

/** Each course in each of its languages, as it is now: those of an agency and ours, or the one that is asked for. */
export async function currentCourses(
  trx: ScopedTransaction,
  agencyId: string,
  courseId?: string,
): Promise<ReadonlyMap<string, readonly Found[]>> {
  let own = tables(trx)
    .selectFrom('training.course_version')
    .distinctOn(['course_id', 'language'])
    .select(['course_id', 'language', 'version', 'content'])
    .where('agency_id', '=', agencyId)
    .orderBy('course_id')
    .orderBy('language')
    .orderBy('version', 'desc')
  if (courseId !== undefined) own = own.where('course_id', '=', courseId)
  const rows = (await own.execute()).map(({ course_id, content, ...row }) => ({
    ...row,
    courseId: course_id,
    content: content as CourseContent,
  }))
  const ours = OUR_COURSES.filter(({ id }) => courseId === undefined || id === courseId).flatMap(({ id }) =>
    COURSE_LANGUAGES.map(async (language): Promise<Found[]> => {
      const found = await ourCourse(id, language)
      return found ? [{ courseId: id, language, ...found }] : []
    }),
  )
  return Map.groupBy([...(await Promise.all(ours)).flat(), ...rows], (found) => found.courseId)
}

/** A course as a telephone loads it. */
export const packageOf = ({ courseId, language, version, content }: Found): CoursePackageView =>
  structuredClone({ courseId, language, version, content }) as CoursePackageView

export function summaryOf(found: readonly Found[], language: string | undefined): CourseSummaryView {
  const shown = found.find((one) => one.language === language) ?? found[0]!
  const { title, about, minutes, steps } = shown.content
  return {
    id: shown.courseId,
    title,
    about,
    minutes,
    steps: steps.length,
    languages: found.map((one) => ({
      language: one.language,
      version: one.version,
      bytes: Buffer.byteLength(JSON.stringify(packageOf(one))),
    })),
    ours: OUR_COURSES.some(({ id }) => id === shown.courseId),
  }
}

export async function listCourses(
  { db }: TrainingContext,
  who: Principal,
  language: string | undefined,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await readInScope(db, scopeOf(who), (trx) => currentCourses(trx, who.agencyId))
  return ok({ items: [...found.values()].map((each) => summaryOf(each, language)) })
}

export async function readCourse(
  { db }: TrainingContext,
  who: Principal,
  courseId: string,
  language: string,
): Promise<Result<CoursePackageView, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await readInScope(db, scopeOf(who), (trx) => currentCourses(trx, who.agencyId, courseId))
  const one = found.get(courseId)?.find((each) => each.language === language)
  return one ? ok(packageOf(one)) : unknown
}

/** Saves a course as its next version. Sent twice, it is one version; saved by two people at once, the second is told. */
export async function saveCourse(
  { db, clock }: TrainingContext,
  who: Principal,
  courseId: string,
  { id, language, after, content }: HandlerInput<typeof saving>['body'],
): Promise<Result<{ version: number }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  if (OUR_COURSES.some((ours) => ours.id === courseId)) return unknown
  if (faultsOf(content).length > 0) return err(failure('training.course_faulty'))
  const digest = sha256(canonicalJson({ courseId, language, content }))
  return inScope<{ version: number }, Failure>(db, scopeOf(who), async (trx) => {
    const before = await tables(trx)
      .selectFrom('training.course_version')
      .select(['version', 'digest'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (before) {
      return sameBytes(before.digest, digest) ? ok({ version: before.version }) : err(failure('training.id_used'))
    }
    const version = after + 1
    const known = await tables(trx)
      .selectFrom('training.course_version')
      .select('version')
      .where('course_id', '=', courseId)
      .where('language', '=', language)
      .orderBy('version', 'desc')
      .executeTakeFirst()
    if ((known?.version ?? 0) !== after) return err(failure('training.course_changed'))
    const added = await tables(trx)
      .insertInto('training.course_version')
      .values({
        id,
        course_id: courseId,
        language,
        version,
        country: who.country,
        agency_id: who.agencyId,
        title: content.title,
        content: JSON.stringify(content),
        digest,
        saved_by: who.userId,
        saved_at: clock.now(),
      })
      // Saved at the same moment by somebody else, or an id that another agency has: neither can be seen from here.
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return err(failure('training.course_changed'))
    await recordAudit(trx, {
      action: 'training.course_saved',
      object: { kind: 'training.course', id: courseId },
      detail: { version, language },
    })
    return ok({ version })
  })
}
