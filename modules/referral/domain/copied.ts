import type { Field, FormAnswers, FormDefinition } from '@gloact/forms'
import { form, words } from './forms.ts'

/** What a step says of a copy, to its receiver alone: into which of its files. That one's history says what was copied. */
export const COPY_FORMS: Readonly<Record<string, FormDefinition>> = form(
  'copied',
  ['Copied', 'منسوخ', 'Copiado', 'Copiado', 'Copié', 'Скопировано'],
  [
    {
      id: 'file',
      type: 'text',
      label: words(['Your own file', 'ملفك', 'Su expediente', 'O seu processo', 'Votre dossier', 'Ваше дело']),
      sensitivity: 'case',
      maxLength: 40,
      required: true,
      absences: [],
    },
  ],
)

/** A part of a package, as it was sent. */
interface Part {
  readonly form: string
  readonly answers: FormAnswers
}
interface Group {
  readonly group: string
  readonly parts: readonly Part[]
}

/** What is worked out, or is a document or another record of its agency, is nobody else's answer. */
const NOT_COPIED: readonly string[] = ['calculated', 'file', 'reference', 'references']

/** Something that can be taken over: a question, or a table whole. */
export interface Copyable {
  /** As it is asked for: `identity/birth_date`. */
  readonly id: string
  readonly group: string
  readonly form: string
  readonly field: Field
  readonly answers: FormAnswers
}

/** What of a package an own file can take over: what its own forms ask, and the package answers. */
export function copyable(groups: readonly Group[], forms: readonly FormDefinition[]): readonly Copyable[] {
  return groups.flatMap(({ group, parts }) =>
    parts.flatMap((part) => {
      const own = forms.find(({ id }) => id === part.form)
      const fields = own?.sections.flatMap((section) => section.fields) ?? []
      return fields.flatMap((field): Copyable[] => {
        const answers = answersTo(field, part.answers)
        if (NOT_COPIED.includes(field.type) || Object.keys(answers).length === 0) return []
        return [{ id: `${part.form}/${field.id}`, group, form: part.form, field, answers }]
      })
    }),
  )
}

/** The answers to one question; of a table those of its rows, without what is worked out. */
function answersTo(field: Field, answers: FormAnswers): FormAnswers {
  if (field.type !== 'group') {
    const answer = answers[field.id]
    return answer === undefined ? {} : { [field.id]: answer }
  }
  const kept = new Set(field.fields.flatMap(({ id, type }) => (NOT_COPIED.includes(type) ? [] : [id])))
  return Object.fromEntries(
    Object.entries(answers).filter(([path]) => {
      const [group, row, inner] = path.split('/')
      return group === field.id && row !== undefined && (inner === undefined || kept.has(inner))
    }),
  )
}

/** What was asked for, by form; null where any of it is not there. */
export function chosen(all: readonly Copyable[], asked: readonly string[]): ReadonlyMap<string, FormAnswers> | null {
  const taken = new Map<string, FormAnswers>()
  for (const id of new Set(asked)) {
    const one = all.find((each) => each.id === id)
    if (!one) return null
    taken.set(one.form, { ...taken.get(one.form), ...one.answers })
  }
  return taken
}
