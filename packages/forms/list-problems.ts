import { country, findCode, language, type CodeList, type CodeLists } from '@gloact/codes'
import type { Condition } from './condition.ts'
import type { DefinitionProblem } from './definition-problems.ts'
import { fieldsById } from './field-index.ts'
import type { Field } from './field.ts'
import type { FormDefinition } from './form.ts'

/** The list that a field's codes come from, by id; undefined where it has none. */
export function codeListOf(field: Field): string | undefined {
  switch (field.type) {
    case 'choice':
    case 'choices':
    case 'calculated':
      return field.codeList
    case 'country':
    case 'countries':
      return 'country'
    case 'language':
      return 'language'
    default:
      return undefined
  }
}

/** Lists that are the same everywhere: a module that brings lists of its own need not bring them. */
const EVERYWHERE: CodeLists = { country, language }

/** The list that a field's codes come from. */
export function listOf(field: Field, codeLists: CodeLists): CodeList | undefined {
  const id = codeListOf(field)
  return id === undefined ? undefined : (codeLists[id] ?? EVERYWHERE[id])
}

/** The words and codes that a condition compares fields with. */
function comparisonsIn(condition: Condition): (readonly [string, string | number])[] {
  if ('and' in condition) return condition.and.flatMap(comparisonsIn)
  if ('or' in condition) return condition.or.flatMap(comparisonsIn)
  if ('not' in condition) return comparisonsIn(condition.not)
  if ('in' in condition) return condition.in[1].map((value) => [condition.in[0], value] as const)
  const [id, value] = 'eq' in condition ? condition.eq : 'ne' in condition ? condition.ne : []
  return id !== undefined && value !== undefined && typeof value !== 'object' ? [[id, value]] : []
}

/** What does not fit between a form and the code lists it uses: a list that is not there, a condition on a code that no list has. */
export function findListProblems(form: FormDefinition, codeLists: CodeLists): DefinitionProblem[] {
  const index = fieldsById(form)
  const problems: DefinitionProblem[] = []
  const checkCondition = (condition: Condition | undefined, path: readonly string[]) => {
    for (const [id, value] of condition ? comparisonsIn(condition) : []) {
      const field = index.get(id)?.field
      const list = field && codeLists[codeListOf(field) ?? '']
      const isYesNo = field?.type === 'yes_no_unknown'
      const known = isYesNo ? value === 'yes' || value === 'no' : !list || findCode(list, String(value)) !== undefined
      if (!known) problems.push({ path, message: `${id} never has the answer ${value}` })
    }
  }
  for (const { field } of index.values()) {
    const ids = [codeListOf(field), field.type === 'location' ? field.locationList : undefined]
    for (const id of ids) {
      if (id !== undefined && !codeLists[id])
        problems.push({ path: [field.id], message: `there is no code list ${id}` })
    }
    checkCondition(field.showWhen, [field.id, 'showWhen'])
    checkCondition(field.requiredWhen, [field.id, 'requiredWhen'])
  }
  form.checks?.forEach((check) => checkCondition(check.when, ['checks', check.id]))
  return problems
}
