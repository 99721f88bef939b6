import type { FormAnswers } from '@gloact/forms'
import type { Json } from '@gloact/kernel'

/** What is answered in a field; undefined where nothing is, or an absence. */
export function valueOf(answers: FormAnswers, field: string): Json | undefined {
  const given = answers[field]
  return given && 'value' in given ? given.value : undefined
}

export function textOf(answers: FormAnswers, field: string): string {
  const value = valueOf(answers, field)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** The rows of a group, each with what is answered in it, by the names of its fields. */
export function rowsOf(answers: FormAnswers, group: string): readonly Readonly<Record<string, Json>>[] {
  const rows = new Map<string, Record<string, Json>>()
  for (const path of Object.keys(answers)) {
    const [of, row, field] = path.split('/')
    const value = valueOf(answers, path)
    if (of !== group || row === undefined || field === undefined || value === undefined) continue
    const held = rows.get(row) ?? {}
    held[field] = value
    rows.set(row, held)
  }
  return [...rows.values()]
}
