import { err, ok, type Result } from '@gloact/kernel'
import type { Problem } from '@gloact/command'
import { readJsonFile } from '@gloact/command/files'

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain => value !== null && typeof value === 'object'

/**
 * What forms say of the columns that are named after their fields: those that are not statistical never leave. A field of a group
 * that is not statistical is not either. Gives a line for each column that may not be published.
 */
export async function objectionsOfForms(
  forms: readonly string[],
  columns: readonly string[],
): Promise<Result<readonly string[], Problem>> {
  const sensitivities = new Map<string, string>()
  for (const path of forms) {
    const json = await readJsonFile(path)
    if (!json.ok) return json
    const before = sensitivities.size
    collect(json.value, undefined, sensitivities)
    if (sensitivities.size === before) return err(NO_FIELDS)
  }
  return ok(
    columns.flatMap((name) => {
      const sensitivity = sensitivities.get(name)
      if (sensitivity === undefined || sensitivity === 'statistical') return []
      return [`“${name}” is not published: its form says that it is not statistical.`]
    }),
  )
}

/** Why a table or records cannot go out by what forms say of their columns; undefined where nothing speaks against it. */
export async function objectionOfForms(
  forms: readonly string[],
  columns: readonly string[],
): Promise<Problem | undefined> {
  const objections = await objectionsOfForms(forms, columns)
  if (!objections.ok) return objections.error
  if (objections.value.length === 0) return undefined
  return { code: 'disclosure.identifying_column', message: [...objections.value, 'Take other columns.'].join('\n') }
}

function collect(value: unknown, above: string | undefined, sensitivities: Map<string, string>): void {
  if (!isPlain(value)) return
  const own = typeof value['sensitivity'] === 'string' ? value['sensitivity'] : undefined
  const held = above !== undefined && above !== 'statistical' ? above : own
  if (held !== undefined && typeof value['id'] === 'string') {
    const known = sensitivities.get(value['id'])
    // Of two forms that disagree the stricter counts.
    if (known === undefined || known === 'statistical') sensitivities.set(value['id'], held)
  }
  for (const member of Object.values(value)) collect(member, held, sensitivities)
}

const NO_FIELDS: Problem = {
  code: 'disclosure.no_form',
  message:
    'What --form names is not a form: it has no field with a sensitivity. Give a form of the country’s configuration.',
}
