import { newId } from '@gloact/kernel'
import type { CoursePackageView, SentStep } from '../../contract/courses.ts'
import type { StepAnswer } from '../../domain/course/course.ts'

/**
 * A course on this telephone, with each step that was done: under the id with which it is sent, and what became of it. The course
 * stays until its owner removes it; a step that was refused stays with its reason.
 */
export interface KeptCourse {
  readonly code: string
  readonly loaded: CoursePackageView
  readonly steps: readonly KeptStep[]
}

export interface KeptStep {
  readonly id: string
  readonly step: string
  readonly answer: StepAnswer
  readonly state: 'waiting' | 'accepted' | 'refused'
  readonly why: string | null
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const PREFIX = 'training-course:'
const keyOf = (code: string, courseId: string): string => `${PREFIX}${courseId}:${code}`

/** Whether the device had room for it. */
export function keepCourse(store: Store, course: KeptCourse): boolean {
  try {
    store.setItem(keyOf(course.code, course.loaded.courseId), JSON.stringify(course))
    return true
  } catch {
    // The browser gives no more room: the caller says so.
    return false
  }
}

export const forgetCourse = (store: Store, { code, loaded }: KeptCourse): void =>
  store.removeItem(keyOf(code, loaded.courseId))

export function keptCourses(store: Store): readonly KeptCourse[] {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at))
  return keys.flatMap((key) => (key?.startsWith(PREFIX) ? (read(store.getItem(key)) ?? []) : []))
}

/** What was loaded, with the steps that the server has already of another telephone. */
export function courseOf(code: string, loaded: CoursePackageView, done: readonly string[]): KeptCourse {
  const steps = done.map((step) => ({ id: newId<string>(), step, answer: [], state: 'accepted' as const, why: null }))
  return { code, loaded, steps }
}

/** A step that was done now; one that was done before stays as it was. */
export function addStep(course: KeptCourse, step: string, answer: StepAnswer): KeptCourse {
  if (course.steps.some((one) => one.step === step)) return course
  return { ...course, steps: [...course.steps, { id: newId(), step, answer, state: 'waiting', why: null }] }
}

/** The steps that the server does not have yet, as they are sent. */
export const waitingSteps = ({ loaded, steps }: KeptCourse): SentStep[] =>
  steps
    .filter(({ state }) => state === 'waiting')
    .map(({ id, step, answer }) => ({
      id,
      courseId: loaded.courseId,
      language: loaded.language,
      version: loaded.version,
      step,
      answer: [...answer],
    }))

/** With what the server said of some of its steps. */
export function judged(
  course: KeptCourse,
  outcomes: readonly { readonly id: string; readonly refused: string | null }[],
): KeptCourse {
  const said = new Map(outcomes.map(({ id, refused }) => [id, refused]))
  return {
    ...course,
    steps: course.steps.map((step) => {
      const why = said.get(step.id)
      return why === undefined ? step : { ...step, state: why === null ? 'accepted' : 'refused', why }
    }),
  }
}

function read(text: string | null): KeptCourse | undefined {
  if (text === null) return undefined
  try {
    const value = JSON.parse(text) as Partial<KeptCourse> | null
    const whole =
      typeof value?.code === 'string' && Array.isArray(value.steps) && Array.isArray(value.loaded?.content?.steps)
    return whole ? (value as KeptCourse) : undefined
  } catch {
    // What is damaged is no course.
    return undefined
  }
}
