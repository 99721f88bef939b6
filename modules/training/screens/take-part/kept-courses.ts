import { newId } from '@gloact/kernel'
import type { CoursePackageView, SentStep } from '../../contract/courses.ts'
import type { StepAnswer } from '../../domain/course/course.ts'
import { keepValue, type Store, valuesUnder } from './kept-values.ts'

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

const PREFIX = 'training-course:'
const keyOf = (code: string, courseId: string): string => `${PREFIX}${courseId}:${code}`

/** Whether the device had room for it. */
export const keepCourse = (store: Store, course: KeptCourse): boolean =>
  keepValue(store, keyOf(course.code, course.loaded.courseId), course)

export const forgetCourse = (store: Store, { code, loaded }: KeptCourse): void =>
  store.removeItem(keyOf(code, loaded.courseId))

export const keptCourses = (store: Store): readonly KeptCourse[] => valuesUnder(store, PREFIX).filter(isCourse)

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

function isCourse(value: unknown): value is KeptCourse {
  const { code, steps, loaded } = (value ?? {}) as Partial<KeptCourse>
  return typeof code === 'string' && Array.isArray(steps) && Array.isArray(loaded?.content?.steps)
}
