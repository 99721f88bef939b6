import type { CourseContent, CourseStep } from './course.ts'
import { readChoice, readScene } from './scene-text.ts'

/**
 * Reads a course from its text, which people translate side by side. Lines begin with a sign:
 *
 *     # title            > about            ~ minutes          ## a page, whose text follows
 *     ? a check          ! a scenario       @a a scene         = a source
 *     + a good choice :: why                - a poor one :: why
 *
 * A choice of a scenario says where it leads, `-> b`, before its why; without that the scenario ends.
 */
export function readCourse(text: string): CourseContent {
  const steps: Draft[] = []
  const sources: string[] = []
  let [title, about, minutes] = ['', '', 0]
  for (const line of text.split(/\r?\n/)) {
    const [, sign = '', rest = ''] = /^(##|[#>~?!@=+-])\s*(.*)$/.exec(line) ?? []
    const last = steps.at(-1)
    const id = `s${steps.length + 1}`
    if (sign === '#') title = rest
    else if (sign === '>') about = rest
    else if (sign === '~') minutes = Number(rest)
    else if (sign === '=') sources.push(rest)
    else if (sign === '##') steps.push({ kind: 'page', id, title: rest, text: '' })
    else if (sign === '?') steps.push({ kind: 'check', id, question: rest, choices: [] })
    else if (sign === '!') steps.push({ kind: 'scenario', id, title: rest, scenes: [] })
    else if (sign === '@' && last?.kind === 'scenario') last.scenes.push({ ...readScene(rest), choices: [] })
    else if ((sign === '+' || sign === '-') && last) addChoice(last, sign === '+', rest)
    else if (last?.kind === 'page') last.text += `${line}\n`
  }
  return { title, about, minutes, sources, steps: steps.map(trimmed) }
}

type Writable<Value> = Value extends readonly (infer Item)[]
  ? Writable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Writable<Value[Key]> }
    : Value
type Draft = Writable<CourseStep>

function addChoice(step: Draft, right: boolean, rest: string): void {
  const { next, ...choice } = readChoice(right, rest)
  if (step.kind === 'check') step.choices.push(choice)
  if (step.kind === 'scenario') step.scenes.at(-1)?.choices.push({ ...choice, next })
}

const trimmed = (step: Draft): CourseStep => (step.kind === 'page' ? { ...step, text: step.text.trim() } : step)
