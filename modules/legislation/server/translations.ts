import { createHash } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { type Language, TRANSLATED_TO, type TranslatedTo, type TranslationState } from '../domain/languages.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { obligationsOf, type PackedObligation, PACKS } from './packs.ts'
import ar from './packs/translations/ar.json' with { type: 'json' }
import es from './packs/translations/es.json' with { type: 'json' }
import fr from './packs/translations/fr.json' with { type: 'json' }
import pt from './packs/translations/pt.json' with { type: 'json' }
import ru from './packs/translations/ru.json' with { type: 'json' }
import { tables } from './tables.ts'

/** The words of obligations and elements by their id. */
export const TRANSLATIONS: Readonly<Record<TranslatedTo, Readonly<Record<string, string>>>> = { ar, es, fr, pt, ru }

const isTranslated = (language: Language): language is TranslatedTo => TRANSLATED_TO.some((one) => one === language)

/** The translation of an obligation with all its elements; undefined where there is none, or not of all of it. */
function wordsIn(
  { id, elements }: Pick<PackedObligation, 'id' | 'elements'>,
  language: Language,
): readonly string[] | undefined {
  if (!isTranslated(language)) return undefined
  const words = [id, ...elements.map((element) => element.id)].map((one) => TRANSLATIONS[language][one])
  return words.every((one) => one !== undefined) ? words : undefined
}

const digestOf = (words: readonly string[]): string => createHash('sha256').update(JSON.stringify(words)).digest('hex')

/** What an agency signed off, by obligation, language and the digest of the words. */
export async function signedOff(trx: Database, language: Language): Promise<ReadonlySet<string>> {
  if (!isTranslated(language)) return new Set()
  const rows = await tables(trx)
    .selectFrom('legislation.translation_signoff')
    .select(['obligation', 'digest'])
    .where('language', '=', language)
    .execute()
  return new Set(rows.map(({ obligation, digest }) => `${obligation} ${digest}`))
}

export interface Told {
  readonly text: string
  readonly elements: readonly string[]
  readonly translation: TranslationState
}

/** An obligation in a language, and whether those words were looked at; in the original where there is no translation. */
export function toldIn(obligation: PackedObligation, language: Language, signed: ReadonlySet<string>): Told {
  const words = wordsIn(obligation, language)
  if (!words)
    return { text: obligation.text, elements: obligation.elements.map(({ text }) => text), translation: 'original' }
  const [text = '', ...elements] = words
  const translation = signed.has(`${obligation.id} ${digestOf(words)}`) ? 'signed_off' : 'unreviewed'
  return { text, elements, translation }
}

/** Signs off a translation as it reads now. Sent twice, it is signed once; when its words change it is unreviewed again. */
export async function signTranslation(
  { db, clock }: LegislationContext,
  who: Principal,
  obligationId: string,
  { id, language }: { readonly id: string; readonly language: TranslatedTo },
): Promise<Result<{ translation: TranslationState }, Failure>> {
  if (!may(who, 'legislation.review')) return notAllowed
  const obligation = obligationsOf([...PACKS.keys()], 'all').find((one) => one.id === obligationId)
  const words = obligation && wordsIn(obligation, language)
  if (!words) return unknown
  return inScope<{ translation: TranslationState }, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const digest = digestOf(words)
    const added = await tables(trx)
      .insertInto('legislation.translation_signoff')
      .values({
        id,
        country: who.country,
        agency_id: who.agencyId,
        obligation: obligationId,
        language,
        digest,
        by_user: who.userId,
        at: clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    const signed = await signedOff(trx, language)
    if (!signed.has(`${obligationId} ${digest}`)) return err(failure('legislation.id_used'))
    if (added) {
      await recordAudit(trx, {
        action: 'legislation.translation_signed',
        object: { kind: 'legislation.translation', id },
        detail: { obligation: obligationId, language },
      })
    }
    return ok({ translation: 'signed_off' })
  })
}
