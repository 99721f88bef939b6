import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ok, unwrap } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import type { CourseContent } from '../../domain/course/course.ts'
import { readCourse } from '../../domain/course/read-course.ts'
import { readManifest } from '../../domain/scorm/manifest.ts'
import { sha256, type TrainingContext } from '../context.ts'
import { OUR_COURSES } from '../courses/our-courses.ts'
import { insertPackage } from '../scorm/packages.ts'
import { tables } from '../tables.ts'
import type { DemoOrganiser } from './load-demo.ts'

const idOf = (kind: string, number: number): string =>
  `00000000-0000-4000-8000-7${kind}${String(number).padStart(9, '0')}`

const OWN_COURSE = idOf('c0', 101)
const DONE_BY = 9

/** A course as an agency writes one. */
const OWN: CourseContent = readCourse(`# At the eastern ferry
> What is particular at our own port, in five minutes.
~ 5
## Two ramps
Lorries leave by the northern ramp, people on foot by the southern one. Somebody who is led from one to the other calls for a closer look.
? A man carries the papers of four women. Where do you speak with them?
+ In the office behind the southern ramp, one by one :: He cannot hear you there, and sees four routine checks.
- On the ramp, all together :: He hears every word.
= Border Guard, eastern post: own guidance (invented)`)

/** Courses that the invented events offer, one of the agency’s own, and who has completed one. Added once to any demonstration. */
export async function loadDemoCourses(
  { db, country, clock }: TrainingContext,
  organiser: DemoOrganiser,
): Promise<void> {
  const owned = { country, agency_id: organiser.agencyId }
  const now = clock.now()
  unwrap(
    await inScope(db, systemScope(country), async (trx) => {
      const mark = await tables(trx)
        .selectFrom('training.course_offer')
        .select('id')
        .where('id', '=', idOf('0f', 1))
        .executeTakeFirst()
      if (mark) return ok(undefined)
      await tables(trx)
        .insertInto('training.course_version')
        .values({
          ...owned,
          id: idOf('c5', 1),
          course_id: OWN_COURSE,
          language: 'en',
          version: 1,
          title: OWN.title,
          content: JSON.stringify(OWN),
          digest: sha256(JSON.stringify(OWN)),
          saved_by: organiser.userId,
          saved_at: now,
        })
        .execute()
      const offers = [
        { event: 3, course: OUR_COURSES[0].id },
        { event: 4, course: OUR_COURSES[0].id },
        { event: 4, course: OUR_COURSES[3].id },
        { event: 4, course: OWN_COURSE },
      ]
      await tables(trx)
        .insertInto('training.course_offer')
        .values(
          offers.map(({ event, course }, at) => ({
            ...owned,
            id: idOf('0f', at + 1),
            event_id: idOf('e0', event),
            course_id: course,
            offered: true,
            decided_by: organiser.userId,
            decided_at: now,
          })),
        )
        .execute()
      const participants = await tables(trx)
        .selectFrom('training.participant')
        .select('id')
        .where('event_id', '=', idOf('e0', 3))
        .orderBy('nomination_id')
        .limit(DONE_BY)
        .execute()
      await tables(trx)
        .insertInto('training.course_completion')
        .values(
          participants.map(({ id }, at) => ({
            ...owned,
            participant_id: id,
            course_id: OUR_COURSES[0].id,
            version: 1,
            score: 100 - at * 5,
            completed_at: now,
          })),
        )
        .execute()
      return ok(undefined)
    }),
  )
}

const PACKAGE = idOf('5c', 1)

/** A SCORM package, offered by the event of today. Added once to any demonstration. */
export async function loadDemoPackage(context: TrainingContext, organiser: DemoOrganiser): Promise<void> {
  const { db, country, clock } = context
  const owned = { country, agency_id: organiser.agencyId }
  const folder = join(import.meta.dirname, '../../courses/port-package')
  const names = ['imsmanifest.xml', 'start.html']
  const files = names.map((path) => ({ path, content: readFileSync(join(folder, path)) }))
  const manifest = readManifest(files[0]!.content.toString('utf8'))
  if (typeof manifest === 'string') throw new Error(`the demonstration's package: ${manifest}`)
  const imported = { ...owned, imported_by: organiser.userId, imported_at: clock.now() }
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0)
  unwrap(
    await inScope(db, systemScope(country), async (trx) => {
      const digest = sha256(manifest.title)
      const added = await insertPackage(trx, imported, PACKAGE, 'en', digest, { ...manifest, files, bytes })
      if (!added) return ok(undefined)
      await tables(trx)
        .insertInto('training.course_offer')
        .values({
          ...owned,
          id: idOf('0f', 90),
          event_id: idOf('e0', 4),
          course_id: PACKAGE,
          offered: true,
          decided_by: organiser.userId,
          decided_at: clock.now(),
        })
        .execute()
      return ok(undefined)
    }),
  )
}
