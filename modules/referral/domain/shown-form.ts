import type { CodeLists } from '@gloact/codes'
import type { Field, FormDefinition, SimpleField } from '@gloact/forms'

/**
 * A form with the fields that were answered and no other, for somebody who is shown these answers alone. What depends on answers that are
 * not there goes: conditions, checks; what was calculated stands as the code or the number that it came to.
 */
export function formOfAnswers(form: FormDefinition, paths: readonly string[]): FormDefinition | null {
  const answered = new Set(paths.flatMap((path) => path.split('/')))
  const sections = form.sections.flatMap((section) => {
    const fields = section.fields.flatMap((field) => fieldOf(field, answered))
    return fields.length === 0 ? [] : [{ id: section.id, title: section.title, fields }]
  })
  return sections.length === 0 ? null : { id: form.id, version: form.version, title: form.title, sections }
}

function fieldOf(field: Field, answered: ReadonlySet<string>): readonly Field[] {
  if (!answered.has(field.id)) return []
  if (field.type !== 'group') return [shown(field)]
  const { id, type, label, sensitivity } = field
  const fields = field.fields.filter((inner) => answered.has(inner.id)).map(shown)
  return fields.length === 0 ? [] : [{ id, type, label, sensitivity, fields }]
}

function shown(field: SimpleField): SimpleField {
  if (field.type === 'calculated') {
    const { id, label, sensitivity, codeList } = field
    return codeList === undefined
      ? { id, label, sensitivity, type: 'number', decimal: true }
      : { id, label, sensitivity, type: 'choice', codeList }
  }
  const { showWhen: _shows, requiredWhen: _requires, required: _required, ...rest } = field
  return rest
}

/** The lists that a form chooses from. */
export function listsOf(form: FormDefinition, lists: CodeLists): CodeLists {
  const fields = form.sections.flatMap((section) =>
    section.fields.flatMap((field) => (field.type === 'group' ? field.fields : [field])),
  )
  const ids = new Set(fields.flatMap((field) => ('codeList' in field && field.codeList ? [field.codeList] : [])))
  return Object.fromEntries(Object.entries(lists).filter(([id]) => ids.has(id)))
}
