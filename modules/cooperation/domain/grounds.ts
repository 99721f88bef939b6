/** A ground that a country may name, with where it stands. */
interface Ground {
  readonly article: string
  /** The obligation that it belongs to, in the packs of the legislation module. */
  readonly obligation: string
}

/**
 * Grounds on which assistance may be refused (UNTOC art. 18(9) and 18(21), and 16(14) for what is discriminatory); the last are of extradition,
 * transfer, boarding and return alone (`other-types.ts`). That is the whole
 * list: bank secrecy (18(8)) and that an offence involves fiscal matters (18(22)) are none.
 */
export const REFUSAL_GROUNDS = [
  'not_in_form',
  'sovereignty',
  'barred_at_home',
  'contrary_to_law',
  'no_dual_criminality',
  'discriminatory',
  'own_national',
  'not_extraditable',
  'no_consent',
  'not_taken_over',
  'not_our_vessel',
  'not_our_national',
] as const
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number]

/** What may be postponed: the other country waits, and is told why (UNTOC art. 18(25)). */
export const POSTPONEMENT_GROUNDS = ['investigation', 'prosecution', 'judicial_proceeding'] as const
export type PostponementGround = (typeof POSTPONEMENT_GROUNDS)[number]

export const GROUNDS: Readonly<Record<RefusalGround | PostponementGround, Ground>> = {
  not_in_form: { article: 'UNTOC 18(21)(a)', obligation: 'untoc-18-21' },
  sovereignty: { article: 'UNTOC 18(21)(b)', obligation: 'untoc-18-21' },
  barred_at_home: { article: 'UNTOC 18(21)(c)', obligation: 'untoc-18-21' },
  contrary_to_law: { article: 'UNTOC 18(21)(d)', obligation: 'untoc-18-21' },
  no_dual_criminality: { article: 'UNTOC 18(9)', obligation: 'untoc-18-9' },
  discriminatory: { article: 'UNTOC 16(14)', obligation: 'untoc-16-14' },
  // Then the case is submitted to prosecution at home, without undue delay.
  own_national: { article: 'UNTOC 16(10)', obligation: 'untoc-16-10' },
  not_extraditable: { article: 'UNTOC 16(7)', obligation: 'untoc-16-7' },
  no_consent: { article: 'UNTOC 18(10)(a)', obligation: 'untoc-18-10' },
  not_taken_over: { article: 'UNTOC 21', obligation: 'untoc-21' },
  not_our_vessel: { article: 'SOM 8(3)', obligation: 'som-8-3' },
  not_our_national: { article: 'SOM 18(1)', obligation: 'som-18-1' },
  investigation: { article: 'UNTOC 18(25)', obligation: 'untoc-18-25' },
  prosecution: { article: 'UNTOC 18(25)', obligation: 'untoc-18-25' },
  judicial_proceeding: { article: 'UNTOC 18(25)', obligation: 'untoc-18-25' },
}

/** Never grounds, no matter who asks for them (UNTOC art. 18(8) and 18(22)). */
export const NO_GROUNDS = ['bank_secrecy', 'fiscal'] as const
