import type { Calculation } from './calculation.ts'
import { fieldsById, type PlacedField } from './field-index.ts'
import { CODED_TYPES, type Field, type FieldOf, type FieldType } from './field.ts'
import type { FormDefinition } from './form.ts'
import { fieldsOfCondition } from './references.ts'

const COUNTABLE: readonly FieldType[] = ['group', 'choices', 'countries']
const CODED: readonly FieldType[] = CODED_TYPES

/**
 * What is wrong with a calculation: sources of the wrong type or out of reach, and copies that would carry an identifying
 * answer out of its protection. An age or a band made from a birth date is no copy; the date itself would be.
 */
export function findCalculationProblems(
  form: FormDefinition,
  owner: FieldOf<'calculated'>,
  group: Field | undefined,
): string[] {
  const index = fieldsById(form)
  const problems: string[] = []

  const source = (id: string, types: readonly FieldType[], copies: boolean, column = false) => {
    const placed = index.get(id)
    if (!placed) return // reported as a reference that does not resolve
    if (!types.includes(placed.field.type)) problems.push(`${id} is not of a type to calculate this from`)
    if (placed.group && placed.group !== group && !column)
      problems.push(
        `${id} stands in the rows of ${placed.group.id}: only a sum reaches them, as ${placed.group.id}.${id}`,
      )
    if (copies && isIdentifying(placed) && owner.sensitivity !== 'identifying')
      problems.push(`${owner.id} would copy the identifying answer to ${id}`)
  }
  const visit = (calculation: Calculation, copies: boolean): void => {
    if ('field' in calculation) source(calculation.field, CODED, copies)
    else if ('ageOn' in calculation) calculation.ageOn.forEach((id) => source(id, ['date'], false))
    else if ('count' in calculation) source(calculation.count, COUNTABLE, false)
    else if ('sum' in calculation) {
      for (const name of calculation.sum) {
        const [id, inner] = name.split('.') as [string, string?]
        if (inner === undefined) source(id, ['number', 'calculated'], copies)
        else if (index.get(inner)?.group?.id === id) source(inner, ['number', 'calculated'], copies, true)
        else problems.push(`there is no field ${inner} in ${id}`)
      }
    } else if ('band' in calculation) visit(calculation.band[0], false)
    else if ('if' in calculation) {
      const [when, then, otherwise] = calculation.if
      for (const id of fieldsOfCondition(when)) {
        const placed = index.get(id)
        if (placed?.group && placed.group !== group) problems.push(`${id} stands in the rows of ${placed.group.id}`)
      }
      visit(then, copies)
      visit(otherwise, copies)
    }
  }
  visit(owner.calculation, true)
  return problems
}

const isIdentifying = ({ field, group }: PlacedField): boolean =>
  field.sensitivity === 'identifying' || group?.sensitivity === 'identifying'
