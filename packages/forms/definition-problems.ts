import { findCalculationProblems } from './calculation-problems.ts'
import { fieldsById, type PlacedField } from './field-index.ts'
import { FREE_TEXT_TYPES, type Field } from './field.ts'
import type { FormDefinition } from './form.ts'
import { notBeforeOf } from './order.ts'
import { fieldsOfCalculation, fieldsOfCondition } from './references.ts'

/** Something that is wrong with a form, for anyone who writes it. */
export interface DefinitionProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

type Path = readonly (string | number)[]

const isOneOf = (types: readonly string[], type: string): boolean => types.includes(type)

/** What keeps a form from being sound; empty where nothing does. */
export function findDefinitionProblems(form: FormDefinition): DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const report = (path: Path, message: string) => void problems.push({ path, message })
  const index = fieldsById(form)
  const seen = new Set<string>()

  const visit = (field: Field, path: Path, group?: Field) => {
    if (seen.has(field.id)) report(path, `the id ${field.id} is used twice`)
    seen.add(field.id)
    checkSensitivity(field, path, report)
    checkPin(field, path, report, group)
    if (field.sensitivity === 'open' && group && group.sensitivity !== 'open')
      report([...path, 'sensitivity'], 'what concerns no person stands in no group about one')
    if (field.type === 'group' && field.summary !== undefined)
      report([...path, 'summary'], 'of a group, the fields of its rows are marked for the summary')
    if (field.aside !== undefined && (field.required === true || field.requiredWhen !== undefined || field.pinned))
      report([...path, 'aside'], 'what has to be answered or is pinned is not out of sight')
    if (field.absences?.includes('not_asked')) report([...path, 'absences'], 'not_asked need not be offered')
    checkOrder(field, group, index, path, report)
    for (const [key, names] of referencesOf(field)) {
      for (const name of names) {
        const meant = index.get(name)
        if (!meant) report([...path, key], `there is no field ${name}`)
        else if (key !== 'calculation' && meant.group && meant.group !== group)
          report([...path, key], `${name} stands in the rows of ${meant.group.id} and cannot be asked from here`)
        else if (field.sensitivity === 'open' && key !== 'requiredWhen' && isAboutSomebody(meant))
          report([...path, key], `${field.id} concerns no person and would tell of ${name}, which may`)
        else if (isLessProtected(field, group, meant))
          report([...path, key], `${field.id} would tell of the restricted answer to ${name}`)
      }
    }
    if (field.type === 'calculated') {
      for (const message of findCalculationProblems(form, field, group)) report([...path, 'calculation'], message)
    }
    if (field.type === 'group') field.fields.forEach((inner, at) => visit(inner, [...path, 'fields', at], field))
  }

  form.sections.forEach((section, s) =>
    section.fields.forEach((field, f) => visit(field, ['sections', s, 'fields', f])),
  )
  repeated(form.sections.map((section) => section.id)).forEach((id) =>
    report(['sections'], `the section id ${id} is used twice`),
  )
  repeated((form.checks ?? []).map((check) => check.id)).forEach((id) =>
    report(['checks'], `the check id ${id} is used twice`),
  )
  form.checks?.forEach((check, at) => {
    const names = [...fieldsOfCondition(check.when), ...check.fields]
    for (const name of names) if (!index.has(name)) report(['checks', at], `there is no field ${name}`)
    const groups = new Set(names.flatMap((name) => index.get(name)?.group?.id ?? []))
    for (const shownAt of check.fields.map((id) => index.get(id))) {
      for (const meant of fieldsOfCondition(check.when).map((id) => index.get(id))) {
        if (shownAt && meant && isLessProtected(shownAt.field, shownAt.group, meant))
          report(['checks', at], `${check.id} would tell of a restricted answer at ${shownAt.field.id}`)
      }
    }
    if (groups.size > 1) report(['checks', at], 'a check may speak of the rows of one group only')
  })
  for (const id of circles(form)) report(['sections'], `${id} hangs on itself through its conditions or calculations`)
  return problems
}

/** From 0 to 10: more are not told apart by anyone who answers. */
const MOST_STEPS = 11

function checkSensitivity(field: Field, path: Path, report: (path: Path, message: string) => void): void {
  if (field.sensitivity === 'statistical' && isOneOf(FREE_TEXT_TYPES, field.type))
    report([...path, 'sensitivity'], 'free text is never statistical')
  if (field.sensitivity === 'restricted' && !field.audience)
    report([...path, 'audience'], 'a restricted field names its audience')
  if (field.sensitivity !== 'restricted' && field.audience)
    report([...path, 'audience'], 'only a restricted field has an audience')
  if (field.type === 'number' && field.min !== undefined && field.max !== undefined && field.min > field.max)
    report([...path, 'min'], 'min is above max')
  if (field.type === 'scale' && (field.max <= field.min || field.max - field.min >= MOST_STEPS))
    report([...path, 'max'], `a scale has 2 to ${MOST_STEPS} steps`)
  if (field.type === 'group' && (field.minRows ?? 0) > (field.maxRows ?? Infinity))
    report([...path, 'minRows'], 'minRows is above maxRows')
}

/** Two dates, or two years, that stand in an order: of one row or of the form, and neither tells of what is better protected. */
function checkOrder(
  field: Field,
  group: Field | undefined,
  index: ReadonlyMap<string, PlacedField>,
  path: Path,
  report: (path: Path, message: string) => void,
): void {
  if (field.type === 'number' && !field.year) {
    if (field.notFuture !== undefined) report([...path, 'notFuture'], 'only a date or a year lies in the future')
    if (field.notBefore) report([...path, 'notBefore'], 'only a date or a year is before another')
    return
  }
  for (const name of notBeforeOf(field)) {
    const meant = index.get(name)
    if (!meant) report([...path, 'notBefore'], `there is no field ${name}`)
    else if (
      name === field.id ||
      meant.field.type !== field.type ||
      (meant.field.type === 'number' && !meant.field.year)
    )
      report([...path, 'notBefore'], `${name} is no other ${field.type === 'date' ? 'date' : 'year'}`)
    else if (meant.group && meant.group !== group)
      report([...path, 'notBefore'], `${name} stands in the rows of ${meant.group.id} and cannot be asked from here`)
    else if (isLessProtected(field, group, meant) || isLessProtected(meant.field, meant.group, index.get(field.id)!))
      report([...path, 'notBefore'], `${field.id} and ${name} are restricted to different readers`)
    else if ((meant.field.sensitivity === 'identifying') !== (field.sensitivity === 'identifying'))
      report([...path, 'notBefore'], `only one of ${field.id} and ${name} is identifying`)
  }
}

/** What is pinned is read by everybody who opens the file: never who the person is, and never where to find them. */
function checkPin(
  field: Field,
  path: Path,
  report: (path: Path, message: string) => void,
  group: Field | undefined,
): void {
  if (field.pinned === undefined) return
  if (field.sensitivity === 'identifying')
    report([...path, 'pinned'], 'what is identifying is not pinned: it is read by everybody who opens the file')
  if (group || field.type === 'group') report([...path, 'pinned'], 'rows of a group are not pinned')
  if (field.type === 'phone' || field.type === 'location')
    report([...path, 'pinned'], 'a number or a place is not pinned')
  if (field.pinned === 'safe' && field.type !== 'yes_no_unknown')
    report([...path, 'pinned'], 'only a question with yes and no says whether it is safe')
}

type Reference = readonly ['showWhen' | 'requiredWhen' | 'calculation', readonly string[]]

function referencesOf(field: Field): Reference[] {
  const found: Reference[] = []
  if (field.showWhen) found.push(['showWhen', fieldsOfCondition(field.showWhen)])
  if (field.requiredWhen) found.push(['requiredWhen', fieldsOfCondition(field.requiredWhen)])
  if (field.type === 'calculated') found.push(['calculation', fieldsOfCalculation(field.calculation)])
  return found
}

/** Showing a field, or a number made from it, would tell of a restricted answer to whom it is kept from. */
function isLessProtected(field: Field, group: Field | undefined, meant: PlacedField): boolean {
  const audiences = [meant.field.audience, meant.group?.audience].filter((audience) => audience !== undefined)
  const own = [field.audience, group?.audience]
  return audiences.some((audience) => !own.includes(audience))
}

const isAboutSomebody = ({ field, group }: PlacedField): boolean =>
  field.sensitivity !== 'open' || (group !== undefined && group.sensitivity !== 'open')

/** What keeps a form from being one about a person: every answer to it is theirs, and protected as such. */
export const findPersonFormProblems = (form: FormDefinition): DefinitionProblem[] =>
  [...fieldsById(form).values()].flatMap(({ field }): DefinitionProblem[] => [
    ...(field.sensitivity === 'open'
      ? [
          {
            path: [field.id, 'sensitivity'],
            message: 'only what concerns no person is open, and this form is about one',
          },
        ]
      : []),
    // Their attachments lie under the person's own key, and go with it.
    ...(field.type === 'file'
      ? [{ path: [field.id, 'type'], message: "what belongs to a person is an attachment of the person's file" }]
      : []),
  ])

const repeated = (ids: readonly string[]): string[] => ids.filter((id, at) => ids.indexOf(id) !== at)

/** The fields that depend on themselves: their conditions could never be settled. */
function circles(form: FormDefinition): string[] {
  const index = fieldsById(form)
  const uses = (id: string): string[] => {
    const placed = index.get(id)
    if (!placed) return []
    const outer = placed.group ? [placed.group.id] : []
    return [...outer, ...referencesOf(placed.field).flatMap(([key, names]) => (key === 'requiredWhen' ? [] : names))]
  }
  const reaches = (from: string, goal: string): boolean => {
    const open = uses(from)
    const met = new Set<string>()
    while (open.length > 0) {
      const next = open.pop()!
      if (next === goal) return true
      if (met.has(next)) continue
      met.add(next)
      open.push(...uses(next))
    }
    return false
  }
  return [...index.keys()].filter((id) => reaches(id, id))
}
