import { addDays, ageOn, asPlainDate, type PlainDate } from '@gloact/kernel'
import type { HtcdsKey } from '../htcds/htcds-fields.ts'
import { ORIGINS, type NamePart, type Origin } from './sample-names.ts'

/** What a cell of the sample holds; a number with `date` is a day that the sheet shows as one. */
export type SampleCell = string | number | boolean | { readonly date: PlainDate }

export type SamplePerson = Partial<Record<HtcdsKey, SampleCell>>

/** The days between which the sample's persons came; fixed, so that the same seed gives the same persons for ever. */
const FIRST_CONTACT = asPlainDate('2022-01-10')
const CONTACT_DAYS = 1_740

export interface Dice {
  /** From 0 to 1, the latter not reached. */
  next(): number
  chance(probability: number): boolean
  between(low: number, high: number): number
  pick<Item>(items: readonly Item[]): Item
  /** One of the items, each as likely as its weight. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item
}

/** Numbers that look thrown and are the same for the same seed: Mulberry32 (Tommy Ettinger, public domain). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      return (items.find(([, weight]) => (left -= weight) < 0) ?? items.at(-1)!)[0]
    },
  }
}

/**
 * Invented persons, with the faults that files of this standard have. Nobody among them lives or lived; names are put
 * together from common ones, telephone numbers begin with +999 (which no country has), mail goes to example domains.
 * Among them twelve who are in the list twice under another spelling.
 */
export function inventPeople(seed: number, count: number): readonly SamplePerson[] {
  const dice = diceOf(seed)
  const twice = 12
  const people = Array.from({ length: count - twice }, () => invent(dice))
  const again = Array.from({ length: twice }, (_, index) => sameAgain(dice, people[(index * 37 + 5) % people.length]!))
  // Each stands far from their first record, as they do when two offices keep one list.
  return [...people, ...again.map(({ person }) => person)]
}

interface Known {
  readonly origin: Origin
  readonly given: NamePart
  readonly family: NamePart
  readonly woman: boolean
}

const known = new WeakMap<SamplePerson, Known>()

function invent(dice: Dice): SamplePerson {
  const origin = dice.weighted(ORIGINS.map((entry) => [entry, entry.weight] as const))
  const gender = dice.weighted([
    ['Feminine', 66],
    ['Masculine', 30],
    ['TransgenderFeminine', 1],
    ['NonConforming', 1],
    ['NonSpecifiedUnknown', 2],
  ] as const)
  const woman = gender !== 'Masculine'
  const contact = addDays(FIRST_CONTACT, dice.between(0, CONTACT_DAYS))
  const age = dice.weighted([
    [dice.between(7, 13), 6],
    [dice.between(14, 17), 22],
    [dice.between(18, 25), 30],
    [dice.between(26, 38), 30],
    [dice.between(39, 58), 12],
  ])
  const given = dice.pick(woman ? origin.women : origin.men)
  const family = dice.pick(origin.families)
  const person: SamplePerson = {
    ...identity(dice, { origin, given, family, woman }, age),
    prs_Gender: dice.chance(0.04) ? `${gender} ` : gender,
    ...birth(dice, contact, age),
    ...consent(dice, age),
    ...experience(dice, age),
    ...procedure(dice, contact),
  }
  known.set(person, { origin, given, family, woman })
  return person
}

const familyName = ({ origin, family, woman }: Known, other: boolean): string => {
  const name = other ? (family.other ?? family.name) : family.name
  return woman && origin.feminine ? origin.feminine(name) : name
}

function identity(dice: Dice, who: Known, age: number): SamplePerson {
  const { origin, given } = who
  const latin = dice.chance(0.35)
  const person: SamplePerson = {
    prs_FirstName: (latin && given.other) || given.name,
    prs_Citizenship: dice.chance(0.94)
      ? dice.pick(origin.spellings)
      : `${origin.country};${dice.pick(['RU', 'TR', 'ZA', 'US'])}`,
    prs_PrimaryLanguage: dice.pick(origin.languages),
  }
  // Some people have given one name, or have one.
  if (!dice.chance(0.05)) person.prs_SecondName = familyName(who, latin)
  if (dice.chance(0.25)) person.prs_Salutation = who.woman ? 'Ms' : 'Mr'
  if (dice.chance(0.5)) person.prs_MobilePhone = phone(dice)
  if (dice.chance(0.08)) person.prs_HomePhone = phone(dice)
  if (dice.chance(0.12)) person.prs_Email = `person${dice.between(1_000, 9_999)}@example.org`
  if (dice.chance(0.3)) {
    person.prs_MailingCity = dice.pick(['Port Isa', 'Marwa', 'Tell Amin', 'Wadi Sahl', 'Qasr Nur'])
    if (dice.chance(0.5))
      person.prs_MailingStreet = `${dice.between(1, 180)} ${dice.pick(['Mill Road', 'Station Street', 'Old Quay', 'Garden Lane'])}`
    if (dice.chance(0.4)) person.prs_MailingPostalCode = `0${dice.between(1_000, 9_999)}`
  }
  if (age >= 18 && dice.chance(0.6))
    person.prs_MaritalStatus = dice.pick(['Single', 'Single', 'Married', 'Divorced', 'Widowed', 'Separated'])
  if (age >= 18 && dice.chance(0.5)) person.prs_NumberOfChildren = dice.between(0, 4)
  return person
}

function phone(dice: Dice): SampleCell {
  const digits = `999${dice.between(10_000_000, 99_999_999)}`
  return dice.weighted<SampleCell>([
    [`+${digits}`, 6],
    [`+${digits.slice(0, 3)} ${digits.slice(3, 5)} ${digits.slice(5, 8)} ${digits.slice(8)}`, 3],
    [`00${digits}`, 1],
  ])
}

/** Births as sheets hold them: days, days as text, years as numbers, nothing, or CTDC's word for nothing. */
function birth(dice: Dice, contact: PlainDate, age: number): SamplePerson {
  const day = addDays(contact, -(age * 365 + Math.floor(age / 4) + dice.between(5, 355)))
  const [year, month, date] = day.split('-') as [string, string, string]
  const as = dice.weighted<SampleCell | undefined>([
    [{ date: day }, 56],
    [day, 12],
    [Number(date) > 12 ? `${date}/${month}/${year}` : day, 8],
    [Number(year), 10],
    [`${year}-${month}`, 4],
    ['-99', 2],
    [undefined, 8],
  ])
  const person: SamplePerson = as === undefined ? {} : { prs_Birthdate: as }
  const actual = ageOn(day, contact)
  if (dice.chance(0.3)) person.vic_AgeWhenTrafficked = Math.max(5, actual - dice.between(0, 3))
  return person
}

/** Grown persons in the list have agreed, or nobody noted whether; some children would rather not have been asked. */
function consent(dice: Dice, age: number): SamplePerson {
  const word = dice.weighted<SampleCell | undefined>([
    ['Yes', 60],
    ['TRUE', 10],
    [true, 10],
    [age < 17 ? 'No' : undefined, 8],
    [undefined, 12],
  ])
  return word === undefined ? {} : { con_Consent: word }
}

const CONTROL = [
  ['FalsePromises', 9],
  ['WithholdsDocuments', 8],
  ['TakesEarnings', 9],
  ['DebtBondage', 6],
  ['PsychologicalAbuse', 8],
  ['PhysicalAbuse', 6],
  ['PhysicalThreats', 8],
  ['ExcessiveWorkingHours', 7],
  ['WithholdsNecessities', 4],
  ['RestrictsMovement', 7],
  ['RestrictsMedicalCare', 3],
  ['ThreatsLawEnforcement', 4],
  ['ThreatensChildrenFamily', 3],
  ['SexualAbuse', 3],
  ['PsychoactiveSubstance', 2],
  ['UsesChildren', 1],
] as const

const LABOUR = [
  ['A_AgricultureForestryAndFishing', 20],
  ['T_ActivitiesOfHouseholdsAsEmployers', 22],
  ['F_Construction', 15],
  ['C_Manufacturing', 12],
  ['Accommodation and food service activities', 8],
  ['G_WholesaleAndRetailTradeRepairOfMotorVehicles', 5],
  ['Water supply; sewerage, waste management and remediation', 2],
  ['H_TransportationAndStorage', 3],
] as const

function experience(dice: Dice, age: number): SamplePerson {
  const form = dice.weighted([
    ['ForcedLabour', 42],
    ['SexualExploitation', 32],
    ['ForcedBegging', age < 18 ? 12 : 3],
    ['ForcedMarriage', age < 18 ? 8 : 4],
    ['ChildLabour', age < 18 ? 12 : 0],
    ['Servitude', 5],
    ['OrganRemoval', 1],
    ['Other', 2],
  ] as const)
  const both = dice.chance(0.06)
  const forms: readonly string[] = both ? ['ForcedLabour', 'SexualExploitation'] : [form]
  const person: SamplePerson = { vic_TypeOfExploitation: several(dice, forms) }
  if (forms.includes('ForcedLabour') && dice.chance(0.85)) person.vic_ForcedLabourIndustry = dice.weighted(LABOUR)
  if (forms.includes('SexualExploitation') && dice.chance(0.7))
    person.vic_TypeOfSexExploitation = dice.pick([
      'Prostitution',
      'Prostitution',
      'RemoteInteractiveServices',
      'Pornography',
      'Private Sexual Services',
    ])
  if (dice.chance(0.85)) {
    const control = new Set(Array.from({ length: dice.between(1, 5) }, () => dice.weighted(CONTROL)))
    person.vic_MethodsOfControl = several(dice, [...control])
  }
  if (dice.chance(0.7)) {
    const method = dice.pick([
      'ThroughFriendsOrSocialEvents',
      'ThroughOnlineSocialNetworks',
      'ThroughAnOnlineAdvertisement',
      'AtWork',
      'ThroughFamilyOrFamilyEvents',
      'Through a newspaper advert',
    ])
    person.vic_MethodOfRecruitment = method
    if (method.includes('Online'))
      person.vic_RecruitmentWebsitesAndApps = dice.pick(['Facebook', 'Telegram', 'WhatsApp;Facebook', 'TikTok'])
  }
  if (dice.chance(0.6))
    person.vic_RelationshipToTrafficker = dice.pick(['Familial', 'Acquainted', 'Acquainted', 'Unaquainted'])
  if (dice.chance(0.5))
    person.vic_LocationOfRecruitment = dice.pick([
      'Home village',
      'A bus station',
      'A recruitment office',
      'A café',
      'School',
    ])
  if (dice.chance(0.6))
    person.vic_LocationOfExploitation = dice.pick([
      'A farm near Wadi Sahl',
      'A flat in Qasr Nur',
      'A building site in Port Isa',
      'A private house',
      'A workshop in Marwa',
      'A boat',
    ])
  return person
}

/** Several codes as IOM's workbook has them, now and then with the blank that its own lists carry. */
const several = (dice: Dice, codes: readonly string[]): string =>
  codes.map((code) => (dice.chance(0.08) ? `${code} ` : code)).join(';')

function procedure(dice: Dice, contact: PlainDate): SamplePerson {
  const recent = contact >= '2025-10-01'
  const person: SamplePerson = {
    vic_TraffickingStatus: dice.weighted([
      ['PossibleVictimOfTrafficking', 45],
      ['ActualVictimOfTrafficking', 45],
      ['NotAVictimOfTrafficking', 5],
      ['Possible victim of trafficking', 5],
    ] as const),
    cas_Status: recent
      ? dice.weighted([
          ['Active', 8],
          ['FollowUp', 3],
          ['Closed', 1],
        ] as const)
      : dice.weighted([
          ['Active', 1],
          ['FollowUp', 2],
          ['Closed', 7],
          ['Closed Referred', 2],
        ] as const),
    cas_CaseOwner: dice.pick(['A. Ferro', 'B. Lindqvist', 'C. Okoye', 'D. Marat', 'E. Sorel']),
    cas_IncomingReferralDate: dice.chance(0.85) ? { date: contact } : contact,
    cas_ReferringOrganisation: dice.pick([
      'Border service, Port Isa',
      'Hotline',
      'Labour inspectorate',
      'Harbour Lights (shelter)',
      'District hospital, Qasr Nur',
      'Police, Wadi Sahl',
    ]),
  }
  if (dice.chance(0.7))
    person.vic_TraffickingStatusDecisionMakingOrg = dice.pick([
      'Police',
      'NGO',
      'CourtOrProsecution',
      'NonPoliceGovernmentalOrganization',
    ])
  if (dice.chance(0.6))
    person.cas_ReasonForIncomingReferral = dice.pick([
      'AdditionalServicesRequired',
      'Additional Services Required',
      'Other',
    ])
  if (dice.chance(0.4))
    person.cas_IncomingReferralDetails = dice.pick([
      'Came with one bag; asked for a room and a telephone.',
      'Speaks to staff through an interpreter, prefers a woman.',
      'Wants to tell family that she is safe.',
      'Needs a doctor for an untreated wound.',
      'Wages of five months were never paid.',
      'Papers are with the former employer.',
    ])
  if (dice.chance(0.25)) {
    person.cas_ReferredOrganisation = dice.pick([
      'Legal aid centre',
      'District hospital, Qasr Nur',
      'Harbour Lights (shelter)',
    ])
    person.cas_ReasonForOutgoingReferral = dice.pick(['AdditionalServicesRequired', 'MigrationOrChangeOfLocation'])
    person.cas_OutgoingReferralDate = { date: addDays(contact, dice.between(1, 14)) }
  }
  if (typeof person.cas_Status === 'string' && person.cas_Status.startsWith('Closed'))
    person.cas_ReasonForCaseClosure = dice.pick([
      'Returned home with support',
      'Lives independently',
      'Moved to another district',
      'Goals of the plan were reached',
    ])
  return person
}

/** The same person as another office wrote them down: in the other script, with a slip, the names changed round. */
function sameAgain(dice: Dice, first: SamplePerson): { readonly person: SamplePerson } {
  const who = known.get(first)!
  const wasLatin = first.prs_FirstName !== who.given.name
  const given = wasLatin ? who.given.name : (who.given.other ?? slip(dice, who.given.name))
  const family = familyName(who, !wasLatin)
  const swapped = dice.chance(0.25)
  const person: SamplePerson = {
    prs_FirstName: swapped ? family : given,
    prs_SecondName: swapped ? given : family,
    ...(first.prs_Birthdate !== undefined && { prs_Birthdate: first.prs_Birthdate }),
    ...(first.prs_Gender !== undefined && { prs_Gender: first.prs_Gender }),
    prs_Citizenship: who.origin.country,
    ...(first.vic_TypeOfExploitation !== undefined && { vic_TypeOfExploitation: first.vic_TypeOfExploitation }),
    con_Consent: 'Yes',
    cas_Status: 'Active',
    cas_CaseOwner: 'F. Adeyemi',
    cas_IncomingReferralDate: { date: asPlainDate('2026-09-14') },
    vic_TraffickingStatus: 'PossibleVictimOfTrafficking',
  }
  return { person }
}

/** Two letters change places. */
function slip(dice: Dice, name: string): string {
  const letters = [...name]
  const at = dice.between(1, Math.max(1, letters.length - 2))
  ;[letters[at - 1], letters[at]] = [letters[at]!, letters[at - 1]!]
  const slipped = letters.join('')
  return slipped.charAt(0).toUpperCase() + slipped.slice(1).toLowerCase()
}
