import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'

/**
 * The columns of the CTDC k-anonymised data set (codebook v7.1, 2021) and the codes they become here. Facts of the
 * published layout: 63 columns; the file rebuilt case by case has 56, no concatenations, and no column for the three
 * indicators that no case has.
 *
 * The codes are those of the canonical lists (`means_of_control`, `exploitation_form`, `labour_sector`,
 * `sexual_exploitation_type`, `recruiter_relation`), and beside them what only CTDC counts: `not_specified`,
 * `mixed_sex_labour`, and as kinds of labour `begging`, `criminal_activities` and `other` (whatever has no column).
 */
interface IndicatorColumn {
  readonly column: string
  readonly code: string
  /** How the concatenated column names it, in the codebook and in published files. */
  readonly labels: readonly string[]
}

export const CTDC_GROUPS = ['means', 'exploitation', 'labour', 'sex', 'recruiterRelations'] as const

export type CtdcGroup = (typeof CTDC_GROUPS)[number]

const indicator = (column: string, code: string, ...labels: string[]): IndicatorColumn => ({ column, code, labels })

export const CTDC_INDICATORS: Readonly<Record<CtdcGroup, readonly IndicatorColumn[]>> = {
  means: [
    indicator('meansOfControlDebtBondage', 'debt_bondage', 'Debt bondage'),
    indicator('meansOfControlTakesEarnings', 'takes_earnings', 'Takes earnings', 'Takes/Withholds Earnings'),
    indicator(
      'meansOfControlRestrictsFinancialAccess',
      'restricts_financial_access',
      'Restricts financial access',
      'Restricts access to finances',
    ),
    indicator('meansOfControlThreats', 'threats', 'Threats', 'Threats to individual or others'),
    indicator('meansOfControlPsychologicalAbuse', 'psychological_abuse', 'Psychological abuse'),
    indicator('meansOfControlPhysicalAbuse', 'physical_abuse', 'Physical abuse'),
    indicator('meansOfControlSexualAbuse', 'sexual_abuse', 'Sexual abuse'),
    indicator('meansOfControlFalsePromises', 'false_promises', 'False promises', 'False promises/deception'),
    indicator(
      'meansOfControlPsychoactiveSubstances',
      'psychoactive_substances',
      'Psychoactive substances',
      'Use of psychoactive substances',
    ),
    indicator(
      'meansOfControlRestrictsMovement',
      'restricts_movement',
      'Restricts movement',
      'Denied freedom of movement/kept in isolation',
    ),
    indicator(
      'meansOfControlRestrictsMedicalCare',
      'restricts_medical_care',
      'Restricts medical care',
      'Limits/restricts medical services',
    ),
    indicator('meansOfControlExcessiveWorkingHours', 'excessive_hours', 'Excessive working hours'),
    indicator(
      'meansOfControlUsesChildren',
      'uses_children',
      'Uses children',
      'Restricts access to/manipulates children',
    ),
    indicator(
      'meansOfControlThreatOfLawEnforcement',
      'threats_law_enforcement',
      'Threat of law enforcement',
      'Threat of action by law enforcement',
    ),
    indicator(
      'meansOfControlWithholdsNecessities',
      'withholds_necessities',
      'Withholds necessities',
      'Withholds/denies basic necessities',
    ),
    indicator(
      'meansOfControlWithholdsDocuments',
      'withholds_documents',
      'Withholds documents',
      'Withholds/Destroys Important Documents',
    ),
    indicator('meansOfControlOther', 'other', 'Other'),
    indicator('meansOfControlNotSpecified', 'not_specified', 'Not specified'),
  ],
  exploitation: [
    indicator('isForcedLabour', 'forced_labour', 'Forced labour'),
    indicator('isSexualExploit', 'sexual_exploitation', 'Sexual exploitation'),
    indicator('isOtherExploit', 'other', 'Other'),
    indicator('isSexAndLabour', 'mixed_sex_labour', 'Combined sexual and labour exploitation'),
    indicator('isForcedMarriage', 'forced_marriage', 'Forced marriage'),
    indicator('isForcedMilitary', 'armed_recruitment', 'Forced military'),
    indicator('isOrganRemoval', 'organ_removal', 'Organ removal'),
    indicator('isSlaveryAndPractices', 'slavery_practices', 'Slavery and similar practices'),
  ],
  labour: [
    indicator('typeOfLabourAgriculture', 'labour.agriculture', 'Agriculture'),
    indicator('typeOfLabourAquafarming', 'labour.fishing_aquaculture', 'Aquafarming'),
    indicator('typeOfLabourBegging', 'begging', 'Begging'),
    indicator('typeOfLabourConstruction', 'F_Construction', 'Construction'),
    indicator('typeOfLabourDomesticWork', 'labour.domestic_work', 'Domestic work'),
    indicator('typeOfLabourHospitality', 'I_AccommodationAndFoodServiceActivities', 'Hospitality'),
    indicator('typeOfLabourIllicitActivities', 'criminal_activities', 'Illicit activities'),
    indicator('typeOfLabourManufacturing', 'C_Manufacturing', 'Manufacturing'),
    indicator('typeOfLabourMiningOrDrilling', 'B_MiningAndQuarrying', 'Mining or drilling'),
    indicator('typeOfLabourPeddling', 'labour.peddling', 'Peddling'),
    indicator('typeOfLabourTransportation', 'H_TransportationAndStorage', 'Transportation'),
    indicator('typeOfLabourOther', 'other', 'Other'),
    indicator('typeOfLabourNotSpecified', 'not_specified', 'Not specified'),
  ],
  sex: [
    indicator('typeOfSexProstitution', 'Prostitution', 'Prostitution'),
    indicator('typeOfSexPornography', 'Pornography', 'Pornography'),
    indicator('typeOfSexRemoteInteractiveServices', 'RemoteInteractiveServices', 'Remote interactive services'),
    indicator('typeOfSexPrivateSexualServices', 'PrivateSexualServices', 'Private sexual services'),
  ],
  recruiterRelations: [
    indicator('recruiterRelationIntimatePartner', 'intimate_partner', 'Intimate Partner'),
    indicator('recruiterRelationFriend', 'friend', 'Friend/Acquaintance'),
    indicator('recruiterRelationFamily', 'family', 'Family/Relative'),
    indicator('recruiterRelationOther', 'other', 'Other'),
    indicator('recruiterRelationUnknown', 'not_specified', 'Unknown/Not specified', 'Not specified', 'Unknown'),
  ],
}

/** The column that repeats a group's positive indicators, `;` between them. */
export const CTDC_CONCATENATIONS: Readonly<Record<CtdcGroup, string>> = {
  means: 'meansOfControlConcatenated',
  exploitation: 'typeOfExploitConcatenated',
  labour: 'typeOfLabourConcatenated',
  sex: 'typeOfSexConcatenated',
  recruiterRelations: 'RecruiterRelationship',
}

const CODED = [
  'yearOfRegistration',
  'Datasource',
  'gender',
  'ageBroad',
  'majorityStatus',
  'majorityStatusAtExploit',
  'majorityEntry',
  'citizenship',
  'CountryOfExploitation',
  'isAbduction',
] as const

export type CtdcCodedColumn = (typeof CODED)[number]

/** Indicators without a positive case, which the rebuilt file leaves out. */
const NOT_IN_WIDE: ReadonlySet<string> = new Set(['isForcedMilitary', 'isOrganRemoval', 'typeOfLabourMiningOrDrilling'])

/** `published`: the 63 columns as CTDC publishes them. `wide`: the file rebuilt case by case, with a case number. */
export const CTDC_LAYOUTS = ['published', 'wide'] as const

export interface CtdcLayout {
  readonly name: (typeof CTDC_LAYOUTS)[number]
  /** How many columns the header has; a row with another number is rejected. */
  readonly width: number
  /** Where each column stands, by its name as the codebook spells it. */
  readonly at: ReadonlyMap<string, number>
}

/** The codebook itself spells this one column in two ways. */
const ALIASES: ReadonlyMap<string, string> = new Map([['countryofexploition', 'countryofexploitation']])

/**
 * Tells which of the two layouts a header is, in any order of columns. The failure names the columns that are missing.
 */
export function detectCtdcLayout(header: readonly string[]): Result<CtdcLayout, Failure> {
  const found = new Map<string, number>()
  for (const [index, name] of header.entries()) {
    const key = name
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase()
    found.set(ALIASES.get(key) ?? key, index)
  }
  const name = found.has('caseno') ? 'wide' : 'published'
  const indicators = CTDC_GROUPS.flatMap((group) => CTDC_INDICATORS[group].map(({ column }) => column))
  const concatenations = Object.values(CTDC_CONCATENATIONS)
  const expected =
    name === 'wide'
      ? ['caseNo', ...CODED, ...indicators.filter((column) => !NOT_IN_WIDE.has(column))]
      : [...CODED, ...indicators, ...concatenations]
  const missing = expected.filter((column) => !found.has(column.toLowerCase()))
  if (missing.length > 0) {
    return err(
      failure('protection.import_unknown_layout', {
        params: { missing: missing.slice(0, 5).join(', '), count: missing.length },
      }),
    )
  }
  const at = new Map<string, number>()
  for (const column of ['caseNo', ...CODED, ...indicators, ...concatenations]) {
    const index = found.get(column.toLowerCase())
    if (index !== undefined) at.set(column, index)
  }
  return ok({ name, width: header.length, at })
}
