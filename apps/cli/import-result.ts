import type { Failure, Result } from '@gloact/kernel'
import { type CommandContext, EXIT, type Option, type Outcome } from './command.ts'
import { refusal } from './refusal.ts'

/** What every import takes. */
export const IMPORT_OPTIONS: Readonly<Record<string, Option>> = {
  'dry-run': { type: 'boolean', description: 'Read and check everything, write nothing' },
  rejects: {
    type: 'string',
    value: 'FILE',
    description: 'Write what could not be read, with its reason, to this file. It may hold personal data',
  },
}

interface Counts {
  readonly read: number
  readonly imported: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
}

/** Tells, while it runs, how far an import has come. */
export const importProgress =
  ({ progress }: CommandContext) =>
  ({ read, imported, updated, rejected }: Counts): void =>
    progress(`${read} read, ${imported} imported, ${updated} updated, ${rejected} rejected`)

/** What an import did, with what undoes it. */
export function importOutcome(
  result: Result<Counts & { readonly batch: string | null }, Failure>,
  files?: { readonly withTeam: boolean; readonly agency: string },
): Outcome {
  if (!result.ok) return refusal(result.error)
  const { read, imported, updated, unchanged, rejected, batch } = result.value
  const lines = [
    `${read} read: ${imported} imported, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected.`,
    batch === null || imported + updated === 0 ? 'Nothing was written.' : `To undo it: ./gloact import undo ${batch}`,
    ...(files && !files.withTeam && batch !== null && imported > 0
      ? [
          `The ${imported} files are unassigned, with the supervisors of ${files.agency}: caseworkers see them once they are assigned.`,
        ]
      : []),
  ]
  if (read > 0 && rejected === read) {
    const advice =
      'Every row was rejected: --rejects FILE writes each with its reason. In the app, Import asks what columns and values mean.'
    return {
      exit: EXIT.refused,
      text: [...lines, advice].join('\n'),
      json: { ok: false, error: 'all_rejected', ...result.value },
    }
  }
  return { exit: EXIT.ok, text: lines.join('\n'), json: { ok: true, ...result.value } }
}
