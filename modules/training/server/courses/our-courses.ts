import { readFile } from 'node:fs/promises'
import type { CourseContent } from '../../domain/course/course.ts'
import { readCourse } from '../../domain/course/read-course.ts'

export const COURSE_LANGUAGES = ['en', 'ar', 'fr', 'es', 'pt', 'ru'] as const

/** The courses that come with GloACT; their texts lie in `courses/`. A change of a text raises its version. */
export const OUR_COURSES = [
  { id: '00000000-0000-4000-8000-7c0000000001', file: 'indicators', version: 1 },
  { id: '00000000-0000-4000-8000-7c0000000002', file: 'child-interview', version: 1 },
  { id: '00000000-0000-4000-8000-7c0000000003', file: 'consent-data', version: 1 },
  { id: '00000000-0000-4000-8000-7c0000000004', file: 'smuggling-trafficking', version: 1 },
] as const

const texts = new Map<string, Promise<CourseContent>>()

/** One of our own courses; undefined where it is none, or not in this language. Read when it is first asked for. */
export async function ourCourse(
  courseId: string,
  language: string,
): Promise<{ readonly version: number; readonly content: CourseContent } | undefined> {
  const course = OUR_COURSES.find(({ id }) => id === courseId)
  const known = COURSE_LANGUAGES.find((one) => one === language)
  if (!course || !known) return undefined
  const name = `${course.file}.${known}.txt`
  const before = texts.get(name)
  const text =
    before ?? readFile(new URL(`../../courses/${name}`, import.meta.url), 'utf8').then((found) => readCourse(found))
  texts.set(name, text)
  return { version: course.version, content: await text }
}
