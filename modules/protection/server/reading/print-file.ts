import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { PRINT_COPIES, PRINT_PURPOSES } from '../../contract/history/history.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { mayReadFor } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { resourceOf } from '../file/file-store.ts'
import { readable } from './read-case-file.ts'

export interface PrintAsked {
  readonly purpose: (typeof PRINT_PURPOSES)[number]
  readonly identity: boolean
  readonly copy: (typeof PRINT_COPIES)[number]
  readonly language: string
}

/** Records that a document of the file is made, before it is: paper leaves every other record behind. */
export async function printFile(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  { purpose, identity, copy, language }: PrintAsked,
): Promise<Result<{ readonly printedAt: string }, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    const file = await readable(trx, context, principal, fileId)
    if (!file.ok) return file
    const { row, shared, emergency } = file.value
    const asked = identity ? 'file.read_identity' : 'file.read'
    if (!mayReadFor(principal, asked, purpose, resourceOf(row, shared, emergency)))
      return err({ code: 'protection.not_allowed' })
    await recordAudit(trx, {
      action: 'file.printed',
      object: { kind: 'protection.case_file', id: fileId },
      purpose,
      detail: { identity, copy, language, sequence: row.sequence },
    })
    return ok({ printedAt: context.clock.now() })
  })
}
