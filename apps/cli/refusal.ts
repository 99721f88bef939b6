import { IDENTITY_FAILURES } from '@gloact/identity/contract/failures'
import type { Failure } from '@gloact/kernel'
import { PROTECTION_FAILURES } from '@gloact/protection/contract/failures'
import { EXIT, type Outcome } from './command.ts'

const TITLES: Readonly<Record<string, { readonly title: string }>> = {
  ...IDENTITY_FAILURES,
  ...PROTECTION_FAILURES,
}

/** A use case's failure as the outcome of a command: what the rule says, and its code for who reads JSON. */
export function refusal({ code, params, fields }: Failure): Outcome {
  const details = Object.entries(params ?? {}).map(([name, value]) => `${name}: ${value}`)
  const places = (fields ?? []).map(({ pointer, code: fieldCode }) => `  ${pointer} (${fieldCode})`)
  const title = TITLES[code]?.title ?? code
  return {
    exit: EXIT.refused,
    text: [`${title}${details.length > 0 ? ` (${details.join(', ')})` : ''}`, ...places].join('\n'),
    json: { ok: false, error: code, ...(params && { params }), ...(fields && { fields }) },
  }
}
