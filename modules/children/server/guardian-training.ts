import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { compareTokens, LIKELY_SAME_NAME, nameKeys } from '@gloact/names'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { rowById } from '@gloact/registers/server'
import { guardians, type readGuardianTraining as reading } from '../contract/guardians.ts'
import { trainedBy, type Trained } from '../domain/guardian-training.ts'
import { may, scopeOf, systemFor, type CertificateFound, type ChildrenContext } from './children-context.ts'

/**
 * The certificates of a guardian who signs in, of the register of training; null where they have no account, or nothing is known of them
 * there. A mail address may be an office's: what was issued to another name is nobody's here.
 */
export async function guardianCertificates(
  trx: ScopedTransaction,
  { certificatesOf }: Pick<ChildrenContext, 'certificatesOf'>,
  { account, name }: { readonly account: string | null; readonly name: string },
): Promise<readonly CertificateFound[] | null> {
  const found = account === null ? null : ((await certificatesOf?.(trx, account)) ?? null)
  const own = nameKeys(name)
  return found?.filter((each) => compareTokens(nameKeys(each.name), own).score >= LIKELY_SAME_NAME) ?? null
}

/** When they were trained by those certificates. What was typed holds only where the register of training knows nothing of them. */
export async function trainedOf(
  trx: ScopedTransaction,
  context: Pick<ChildrenContext, 'certificatesOf' | 'guardians'>,
  guardian: { readonly account: string | null; readonly name: string },
): Promise<Partial<Trained>> {
  const certificates = await guardianCertificates(trx, context, guardian)
  return certificates === null ? {} : trainedBy(certificates, context.guardians.courses)
}

/** The same for the authority that keeps the register, on the guardian's page. */
export async function readTraining(
  context: ChildrenContext,
  who: Principal,
  id: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'children.guardian_register')) return err(failure('children.not_allowed'))
  const seen = await inScope<{ account: string | null; name: string } | null, Failure>(
    context.db,
    scopeOf(who),
    async (trx) => {
      const row = await rowById(trx, guardians, id)
      if (!row || row.agencyId !== who.agencyId) return ok(null)
      const [account, name] = ['account', 'name'].map((field) => valueOf(row.answers[field]))
      return ok({ account: typeof account === 'string' ? account : null, name: typeof name === 'string' ? name : '' })
    },
  )
  if (!seen.ok) return seen
  const guardian = seen.value
  if (guardian === null) return err(failure('children.no_guardian'))
  return inScope<ResponseOf<typeof reading>, Failure>(context.db, systemFor(who), async (trx) => {
    const certificates = await guardianCertificates(trx, context, guardian)
    const { courses } = context.guardians
    return ok({
      certificates:
        certificates?.map(({ event, issuedOn, courses: of }) => ({
          event,
          issuedOn,
          counts: of.some((course) => courses.initial.includes(course) || courses.trafficking.includes(course)),
        })) ?? null,
    })
  })
}
