import { asPlainDate, type PlainDate } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { certificatePlace, type Kept } from './certificates.ts'
import { contactOf, type TrainingContext } from './context.ts'
import { offeredBy } from './courses/offer-courses.ts'
import { OUR_COURSES } from './courses/our-courses.ts'
import { tables } from './tables.ts'

/** A certificate that stands, as far as another module may ask: to whom, for what, when. */
export interface CertificateHeld {
  /** The name it was issued to, for the caller to compare with the name that they know. */
  readonly name: string
  readonly event: string
  readonly issuedOn: PlainDate
  /** The courses that the event offered; ours by the name of their file. */
  readonly courses: readonly string[]
}

const plain = (address: string): string => address.normalize('NFKC').trim().toLowerCase()
const courseName = (id: string): string => OUR_COURSES.find((course) => course.id === id)?.file ?? id

/**
 * The certificates that the owner of a mail address holds, without those that were revoked; null where nobody with this address was ever
 * registered as a practitioner: of them nothing is known here. In the system's scope, for modules that ask whether their staff were trained.
 */
export async function certificatesOf(
  trx: ScopedTransaction,
  { wordKey, country }: Pick<TrainingContext, 'wordKey' | 'country'>,
  address: string,
): Promise<readonly CertificateHeld[] | null> {
  const key = await wordKey()
  // An address lies sealed with the rest of the contact: everyone's is opened, in memory, and one is kept.
  const practitioners = await tables(trx)
    .selectFrom('training.practitioner')
    .select(['id', 'sealed'])
    .where('country', '=', country)
    .execute()
  const theirs = practitioners.filter(({ id, sealed }) => plain(contactOf(key, id, sealed).email) === plain(address))
  if (theirs.length === 0) return null
  const rows = await tables(trx)
    .selectFrom('training.certificate')
    .innerJoin('training.participant', 'training.participant.id', 'training.certificate.participant_id')
    .select(['training.certificate.id', 'training.certificate.event_id', 'training.certificate.sealed'])
    .where(
      'training.participant.practitioner_id',
      'in',
      theirs.map(({ id }) => id),
    )
    .where('training.certificate.revoked_at', 'is', null)
    .orderBy('training.certificate.issued_at')
    .orderBy('training.certificate.id')
    .execute()
  const held: CertificateHeld[] = []
  for (const { id, event_id: eventId, sealed } of rows) {
    const { content } = key.unseal(certificatePlace(id), sealed) as Kept
    const courses = (await offeredBy(trx, eventId)).map(courseName)
    held.push({ name: content.name, event: content.event, issuedOn: asPlainDate(content.issuedOn), courses })
  }
  return held
}
