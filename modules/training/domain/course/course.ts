/** A course is data: pages to read, checks, and scenarios in which a choice has a consequence. It holds nothing of persons. */
export interface CourseContent {
  readonly title: string
  readonly about: string
  readonly minutes: number
  readonly steps: readonly CourseStep[]
  readonly sources: readonly string[]
}

export interface CoursePage {
  readonly kind: 'page'
  readonly id: string
  readonly title: string
  /** Paragraphs, with an empty line between them. */
  readonly text: string
}

export interface CourseCheck {
  readonly kind: 'check'
  readonly id: string
  readonly question: string
  readonly choices: readonly { readonly text: string; readonly right: boolean; readonly why: string }[]
}

export interface CourseScenario {
  readonly kind: 'scenario'
  readonly id: string
  readonly title: string
  readonly scenes: readonly Scene[]
}

export type CourseStep = CoursePage | CourseCheck | CourseScenario

export interface Scene {
  readonly id: string
  readonly text: string
  readonly choices: readonly SceneChoice[]
}

export interface SceneChoice {
  readonly text: string
  readonly right: boolean
  /** What follows from it. */
  readonly why: string
  /** The scene that it leads to; null where the scenario ends. */
  readonly next: string | null
}

/** By the numbers of the choices: one or more of a check, one a scene of a scenario, none of a page. */
export type StepAnswer = readonly number[]

export const COURSE_FAULTS = [
  'empty',
  'id_twice',
  'too_few_choices',
  'no_right_choice',
  'scene_unknown',
  'scene_without_end',
] as const
export type CourseFault = (typeof COURSE_FAULTS)[number]

/** What keeps a course from being used, with the step's position; nothing where it is sound. */
export function faultsOf({ steps }: CourseContent): readonly { readonly at: number; readonly fault: CourseFault }[] {
  if (steps.length === 0) return [{ at: 0, fault: 'empty' }]
  const ids = steps.map(({ id }) => id)
  return steps.flatMap((step, at) => {
    const faults = ids.indexOf(step.id) < at ? (['id_twice'] as CourseFault[]) : []
    return [...faults, ...stepFaults(step)].map((fault) => ({ at, fault }))
  })
}

function stepFaults(step: CourseStep): readonly CourseFault[] {
  if (step.kind === 'page') return step.text.trim() === '' ? ['empty'] : []
  if (step.kind === 'check') {
    if (step.choices.length < 2) return ['too_few_choices']
    return step.choices.some(({ right }) => right) ? [] : ['no_right_choice']
  }
  return scenarioFaults(step.scenes)
}

export function scenarioFaults(scenes: readonly Scene[]): readonly CourseFault[] {
  if (scenes.length === 0) return ['empty']
  const ids = scenes.map(({ id }) => id)
  if (new Set(ids).size < ids.length) return ['id_twice']
  if (scenes.some(({ choices }) => choices.length < 2)) return ['too_few_choices']
  if (scenes.some(({ choices }) => choices.every(({ right }) => !right))) return ['no_right_choice']
  const known = (next: string | null) => next === null || ids.includes(next)
  if (!scenes.every(({ choices }) => choices.every(({ next }) => known(next)))) return ['scene_unknown']
  const ends = new Set<string>()
  // From each scene an end can be reached: found backwards, until nothing is added.
  for (let before = -1; before < ends.size;) {
    before = ends.size
    for (const { id, choices } of scenes) {
      if (choices.some(({ next }) => next === null || ends.has(next))) ends.add(id)
    }
  }
  return scenes.every(({ id }) => ends.has(id)) ? [] : ['scene_without_end']
}

/** Where somebody stands in a scenario: what they chose in which scene, and the scene that comes; null at its end. */
export function walk(
  scenes: readonly Scene[],
  picks: StepAnswer,
): {
  readonly passed: readonly { readonly scene: Scene; readonly choice: SceneChoice }[]
  readonly here: Scene | null
} | null {
  const passed: { scene: Scene; choice: SceneChoice }[] = []
  let here: Scene | null = scenes[0] ?? null
  for (const pick of picks) {
    const choice: SceneChoice | undefined = here?.choices[pick]
    if (!here || !choice) return null
    passed.push({ scene: here, choice })
    here = choice.next === null ? null : (scenes.find(({ id }) => id === choice.next) ?? null)
  }
  return { passed, here }
}

/** Whether this is a whole answer to a step: a scenario is answered at one of its ends. */
export function answers(step: CourseStep, answer: StepAnswer): boolean {
  if (step.kind === 'page') return answer.length === 0
  if (step.kind === 'scenario') return walk(step.scenes, answer)?.here === null
  return answer.length > 0 && new Set(answer).size === answer.length && answer.every((at) => at < step.choices.length)
}

/** From 0 to 1, of a whole answer; null of a page, which nothing is asked on. */
export function stepMark(step: CourseStep, answer: StepAnswer): number | null {
  if (step.kind === 'page') return null
  if (step.kind === 'scenario') return scenarioMark(step.scenes, answer)
  return step.choices.every(({ right }, at) => right === answer.includes(at)) ? 1 : 0
}

/** The share of good choices on the way that was taken; nothing for a way that does not exist or does not end. */
export function scenarioMark(scenes: readonly Scene[], picks: StepAnswer): number {
  const walked = walk(scenes, picks)
  if (!walked || walked.here !== null || walked.passed.length === 0) return 0
  return walked.passed.filter(({ choice }) => choice.right).length / walked.passed.length
}

/** In per cent over all that was asked; null where a course asks nothing. */
export function courseScore({ steps }: CourseContent, given: ReadonlyMap<string, StepAnswer>): number | null {
  const marks = steps.flatMap((step) => stepMark(step, given.get(step.id) ?? []) ?? [])
  return marks.length === 0 ? null : Math.round((marks.reduce((sum, mark) => sum + mark, 0) / marks.length) * 100)
}
