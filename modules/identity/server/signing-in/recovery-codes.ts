import { randomInt } from 'node:crypto'
import type { Database } from '@gloact/postgres'
import { RECOVERY_CODE_COUNT } from '../../domain/sessions.ts'
import type { IdentityContext } from '../session/context.ts'
import { tables } from '../tables.ts'

/** Crockford's base 32: no letter that looks like a digit, since these are read from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const newCode = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(32)]).join('')).join('-')

/** As typed from paper: small letters, spaces for hyphens, O for 0, I or L for 1. */
const canonical = (code: string): string =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

/** Makes new recovery codes in place of all old ones, and gives them: this is the only time they can be read. */
export async function renewCodes(context: IdentityContext, trx: Database, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODE_COUNT }, newCode)
  await tables(trx).deleteFrom('recovery_code').where('staff_id', '=', staffId).execute()
  await tables(trx)
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({
        staff_id: staffId,
        code_hash: context.digests.ofCode(staffId, canonical(code)),
        used_at: null,
      })),
    )
    .execute()
  return codes
}

/** Makes codes where the account has none that are unused; an account that has some keeps them. */
export async function codesWhereNone(context: IdentityContext, trx: Database, staffId: string): Promise<string[]> {
  const left = await tables(trx)
    .selectFrom('recovery_code')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return left ? [] : renewCodes(context, trx, staffId)
}

/** Uses a code up. False where there is no such unused code; two requests at once cannot both succeed. */
export async function useCode(
  context: IdentityContext,
  trx: Database,
  staffId: string,
  code: string,
): Promise<boolean> {
  const used = await tables(trx)
    .updateTable('recovery_code')
    .set({ used_at: context.clock.now() })
    .where('staff_id', '=', staffId)
    .where('code_hash', 'in', context.digests.everOfCode(staffId, canonical(code)))
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}
