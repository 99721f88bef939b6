import { z } from 'zod'
import { DEADLINE_UNITS, ON_NON_WORKING_DAY } from '@gloact/calendar'
import { words } from '@gloact/forms'
import { isPlainDate, type PlainDate } from '@gloact/kernel'
import { COVERED_STANDARDS } from '@gloact/standards'

// The shape of each file of a country's folder. Unknown keys are problems everywhere: a misspelt option must not pass.

/** What a country decides for one module; its own schema takes it where modules are composed. */
export const moduleFile = z.record(z.string(), z.unknown())

const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'write a language tag such as “en” or “pt-BR”')
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'write two capital letters, as in ISO 3166-1')
/** A word that programs hold on to: codes, kinds, keys. */
const word = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'write a code: letters, digits and . _ - only')
const sentence = z.string().trim().min(1, 'write something here')
const plainDate = z
  .string()
  .refine((text): text is PlainDate => isPlainDate(text), 'write a date that exists, as YYYY-MM-DD')

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const riskScore = z.number().int().min(2).max(25)

export const countryFile = z.strictObject({
  code: countryCode,
  names: words,
  /** The first is used where nobody chose. */
  languages: z.array(languageTag).min(1, 'name at least one language'),
  timeZone: z.string().refine(isTimeZone, 'write an IANA time zone, such as “Asia/Bishkek”'),
  /** The beginning of every file number. */
  numberPrefix: z.string().regex(/^[A-Z]{2,4}$/, 'write two to four capital letters'),
  callingCode: z.string().regex(/^[1-9]\d{0,3}$/, 'write the calling code alone, without + or 00'),
  idleMinutes: z.number().int().min(2).max(120),
  /** Days for which two accounts do not count as two people after one had the other's in their hands. */
  decisionMembers: z.number().int().min(1).max(9).optional(),
  independenceDays: z.number().int().min(1).max(90).optional(),
  consentMonths: z.number().int().min(1).max(60),
  /** The forms in use, in the order in which a file shows them. */
  forms: z.array(word).min(1, 'name at least one form'),
  /** Who may open a file that is not theirs in an emergency; where it is not given, nobody. */
  emergency: z
    .strictObject({
      roles: z.array(word).min(1, 'name at least one role, or leave “emergency” out'),
      reach: z.enum(['agency', 'country']),
      hours: z.number().int().min(1).max(24),
      mostHours: z.number().int().min(1).max(24),
      /** How often somebody may try within an hour; ten times where it is not given. */
      attemptsPerHour: z.number().int().min(1).max(100).optional(),
    })
    .refine(({ hours, mostHours }) => hours <= mostHours, 'hours is more than mostHours')
    .optional(),
  /** How fast one person may search, take lists out and try numbers; where it is not given, as usual. */
  pace: z
    .strictObject({
      searchesPerMinute: z.number().int().min(5).max(1_000).optional(),
      searchesPerHour: z.number().int().min(20).max(20_000).optional(),
      exportsPerHour: z.number().int().min(1).max(1_000).optional(),
      exportsPerDay: z.number().int().min(1).max(5_000).optional(),
      numbersPerMinute: z.number().int().min(1).max(100).optional(),
      numbersPerHour: z.number().int().min(1).max(1_000).optional(),
      /** With how many people's names one person may export lists in a day. */
      namesPerDay: z.number().int().min(1).max(1_000_000).optional(),
      /** From how many files with names in one list on the data-protection officer is told. */
      namesToTell: z.number().int().min(1).max(100_000).optional(),
    })
    .optional(),
  screening: z.strictObject({
    indicatorSet: word,
    adultRule: word,
    short: z.array(z.string()).min(8).max(12).optional(),
  }),
  numbers: z
    .array(
      z.strictObject({
        for: word,
        number: z
          .string()
          .regex(/^\+?\d(?: ?\d){1,17}$/, { error: 'digits, with + before them and spaces between where needed' }),
        about: words.optional(),
      }),
    )
    .max(12)
    .optional(),
  retention: z.strictObject({
    /** Years from closure after which a file is erased. */
    adultYears: z.number().int().min(1).max(100),
    /** A child's file: years from turning 18, or from closure where that is later. */
    childYearsAfter18: z.number().int().min(1).max(100),
    basis: sentence,
  }),
  /** From which score (likelihood × impact, 1 to 25) on a risk is medium, high, very high. */
  riskBands: z
    .strictObject({ medium: riskScore, high: riskScore, very_high: riskScore })
    .refine(
      ({ medium, high, very_high }) => medium < high && high < very_high,
      'each level begins above the one before',
    )
    .optional(),
  conduct: z.strictObject({ version: word }),
  /** What here rests on general knowledge and is to be confirmed by the country's own experts. */
  generalKnowledge: z.array(sentence),
})

export const calendarFile = z.strictObject({
  /** ISO 8601: 1 is Monday, 7 Sunday. */
  weekend: z.array(z.number().int().min(1).max(7)).max(6, 'a week needs a working day'),
  holidays: z.array(z.strictObject({ on: plainDate, name: words })),
})

const amount = z.number().int().min(0)

export const deadlinesFile = z.array(
  z.strictObject({
    kind: word,
    /** Which path it is for; every file where it is not given. */
    path: word.optional(),
    unit: z.enum(DEADLINE_UNITS),
    amount,
    startsOn: word,
    stoppedBy: z.array(word).min(1, 'name at least one event that stops the clock'),
    onNonWorkingDay: z.enum(ON_NON_WORKING_DAY),
    warnBefore: z.strictObject({ unit: z.enum(['hours', 'days', 'working_days']), amount }).optional(),
    /** The law, article or guideline that it follows. */
    basis: sentence,
  }),
)

export const agenciesFile = z.array(
  z.strictObject({
    key: word,
    names: words,
    type: word,
    designations: z.array(word),
    teams: z.array(z.strictObject({ key: word, names: words })).min(1, 'name at least one team'),
  }),
)

const code = z.strictObject({
  code: z.string().min(1).max(100),
  label: words,
  deprecated: z.literal(true).optional(),
  parent: z.string().optional(),
})

/** A list of the country's own. */
const ownList = z.strictObject({ id: word, version: word, codes: z.array(code).min(1) })

/** What the country adds to a canonical list, says in its own words, or does not offer. */
const extendedList = z.strictObject({
  extends: word,
  version: word,
  codes: z.array(code).optional(),
  /** Code → the country's words for it, by language; they stand before the canonical ones. */
  labels: z.record(z.string(), z.record(languageTag, z.string().min(1))).optional(),
  /** Codes that are read and counted but not offered to choose from. */
  notOffered: z.array(z.string()).optional(),
})

export const codeListFile = z.union([ownList, extendedList])
export type CodeListFile = z.infer<typeof codeListFile>

export const locationsFile = z.strictObject({ version: word, places: z.array(code) })

/** Standard → variable → where it lives, for those that no form asks for. */
export const elsewhereFile = z.partialRecord(z.enum(COVERED_STANDARDS), z.record(z.string(), sentence))
