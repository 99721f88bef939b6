import type { RefusalGround } from './grounds.ts'

type Matter = 'mla' | 'extradition' | 'sea' | 'police' | 'return'

/** A type of request that is no mutual legal assistance in the narrow sense: what it asks, of whom, on which article, and how it ends. */
interface OtherType {
  readonly article: string
  /** What the receiver's entry in the directory has to serve. */
  readonly matter: Matter
  /** What the list of article 18(15) asks and this one does not: problems of the content check. */
  readonly without: readonly string[]
  /** The questions of its own that have to be answered, with what is missing where they are not. */
  readonly asks: Readonly<Record<string, string>>
  /** In which roles somebody has to be named; nobody has to be where it is empty. */
  readonly person: readonly string[]
  /** Nothing is asked for in return: it is closed by the side that began it once it was acknowledged or agreed to. */
  readonly endsWithoutResult: boolean
  /** Grounds of refusal that exist for this type alone. */
  readonly grounds: readonly RefusalGround[]
}

const WITHOUT_CASE = ['no_proceedings', 'no_offences', 'no_conducting_authority', 'no_conducting_functions'] as const

/** The other types, each by declaration: one kind of request, the same steps, clocks, proofs and letters. */
export const OTHER_TYPES = {
  extradition: {
    article: 'UNTOC 16',
    matter: 'extradition',
    without: [],
    asks: { warrant: 'no_warrant', penalty: 'no_penalty' },
    person: ['suspect', 'accused', 'convicted'],
    endsWithoutResult: false,
    grounds: ['own_national', 'not_extraditable'],
  },
  spontaneous: {
    article: 'UNTOC 18(4)',
    matter: 'mla',
    without: [...WITHOUT_CASE, 'no_assistance', 'no_dual_criminality'],
    asks: { information: 'no_information' },
    person: [],
    endsWithoutResult: true,
    grounds: [],
  },
  joint_team: {
    article: 'UNTOC 19',
    matter: 'mla',
    without: ['no_assistance', 'no_dual_criminality'],
    asks: { team_members: 'no_team', team_period: 'no_team_period', team_rules: 'no_team_rules' },
    person: [],
    endsWithoutResult: true,
    grounds: [],
  },
  detained_transfer: {
    article: 'UNTOC 18(10)',
    matter: 'mla',
    without: ['no_dual_criminality'],
    asks: { detained_consent: 'no_detained_consent', detained_terms: 'no_detained_terms' },
    person: ['suspect', 'accused', 'convicted', 'witness'],
    endsWithoutResult: false,
    grounds: ['no_consent'],
  },
  transfer_of_proceedings: {
    article: 'UNTOC 21',
    matter: 'mla',
    without: ['no_assistance'],
    asks: { transfer_case: 'no_transfer_case', transfer_reason: 'no_transfer_reason' },
    person: ['suspect', 'accused', 'legal_person'],
    endsWithoutResult: false,
    grounds: ['not_taken_over'],
  },
  police_enquiry: {
    article: 'UNTOC 27; TIP 10; SOM 10',
    matter: 'police',
    without: ['no_proceedings', 'no_conducting_authority', 'no_conducting_functions', 'no_dual_criminality'],
    asks: { police_unit: 'no_police_unit' },
    person: [],
    endsWithoutResult: false,
    grounds: [],
  },
  boarding: {
    article: 'SOM 8',
    matter: 'sea',
    without: ['no_proceedings', 'no_conducting_functions', 'no_dual_criminality', 'no_assistance'],
    asks: {
      vessel: 'no_vessel',
      vessel_flag: 'no_vessel_flag',
      vessel_position: 'no_position',
      measures: 'no_measures',
    },
    person: [],
    endsWithoutResult: false,
    grounds: ['not_our_vessel'],
  },
  nationality: {
    article: 'SOM 18(3)',
    matter: 'return',
    without: [...WITHOUT_CASE, 'no_assistance', 'no_dual_criminality', 'no_facts'],
    asks: { documents_held: 'no_documents' },
    person: ['returnee'],
    endsWithoutResult: false,
    grounds: ['not_our_national'],
  },
  return: {
    article: 'SOM 18',
    matter: 'return',
    without: [...WITHOUT_CASE, 'no_dual_criminality', 'no_facts'],
    asks: { documents_held: 'no_documents' },
    person: ['returnee'],
    endsWithoutResult: false,
    grounds: ['not_our_national'],
  },
} as const satisfies Readonly<Record<string, OtherType>>
export type OtherTypeName = keyof typeof OTHER_TYPES

export const OTHER_TYPE_NAMES = Object.keys(OTHER_TYPES) as readonly OtherTypeName[]

/** What holds for a type besides the usual; undefined for mutual legal assistance. */
export const otherType = (type: unknown): OtherType | undefined =>
  OTHER_TYPE_NAMES.includes(type as OtherTypeName) ? OTHER_TYPES[type as OtherTypeName] : undefined

/** The matter that a receiver has to serve. */
export const matterOf = (type: unknown): Matter => otherType(type)?.matter ?? 'mla'

/** Of one who is returned, and whose nationality is asked: never without knowing that they seek no protection and are no victim. */
export const ABOUT_RETURN: readonly string[] = ['nationality', 'return']

/** Whether a ground is one for requests of this type: those of a type of its own are no ground for any other. */
export function isGroundFor(type: unknown, ground: string): boolean {
  const own = OTHER_TYPE_NAMES.flatMap((name) =>
    (OTHER_TYPES[name].grounds as readonly string[]).includes(ground) ? [name] : [],
  )
  return own.length === 0 || own.some((name) => name === type)
}

/** Whether the side that began it may close it as it stands. What asks for a result is closed after one, after a part that is enough, or after a refusal. */
export const mayBeClosed = (type: unknown, state: string): boolean =>
  state === 'refused' ||
  state === 'answered' ||
  state === 'partly_executed' ||
  (otherType(type)?.endsWithoutResult === true && (state === 'acknowledged' || state === 'accepted'))
