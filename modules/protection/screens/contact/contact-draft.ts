import type { FormAnswers } from '@gloact/forms'
import { asInstant, newId, newRandomId, type Instant, type PlainDate } from '@gloact/kernel'
import {
  INDICATOR_DIMENSIONS,
  type IndicatorDimensionId,
  type IndicatorSet,
  type ScreeningProfile,
} from '@gloact/standards/indicators'
import {
  evaluateScreening,
  profileFor,
  type AdultRule,
  type IndicatorObservation,
  type ScreeningResult,
} from '../../domain/contact/screening-rule.ts'
import type { AsylumAnswer, SmugglingDanger, Suspicion } from '../../domain/contact/suspicions.ts'
import { pathFor, type AgeStatement, type FilePath } from '../../domain/file/words.ts'
import { EMPTY_CONSENT, type ConsentDraft } from './consent-draft.ts'

export const SAFE_NOW = ['yes', 'not_sure', 'no'] as const
export type SafeNow = (typeof SAFE_NOW)[number]

/**
 * What is suspected, and by it which list of indicators is asked: of exploitation in work, or sexual. For other forms there is no list,
 * and somebody who was smuggled may be a victim too: both are asked that of work.
 */
export const SUSPECTED = ['labour', 'sexual', 'other', 'smuggling'] as const
export type Suspected = (typeof SUSPECTED)[number]

/** How much is asked: the country's few indicators, the whole list, or nothing, since others have asked. */
export const SCREENINGS = ['short', 'full', 'elsewhere'] as const
export type ScreeningKind = (typeof SCREENINGS)[number]

/**
 * What came of looking for an earlier file: none; nothing to look for; it could not be looked for (no signal, a limit, a failure: the file
 * is opened with the search owed); it is this one.
 */
export const SEARCH_OUTCOMES = ['none', 'no_name', 'no_signal', 'existing'] as const
export type SearchOutcome = (typeof SEARCH_OUTCOMES)[number]

/**
 * The ids of everything that will be sent, made once: sending twice, after a lost reply or a reload, records once.
 * A refusal's id is random, so that it says nothing of when it was made.
 */
export type ContactIds = {
  readonly file: string
  readonly person: string
  readonly opened: string
  readonly screening: string
  readonly consent: string
  readonly declinedIdentification: string
  readonly declinedSharing: string
  readonly identity: string
  readonly refusal: string
  /** Not there in a contact that an earlier version began. */
  readonly assessment?: string
}

/** What an adult who declines recording is counted by: codes or kinds of absence, and nothing else. */
export type AnonymousCount = {
  readonly sex: string | null
  readonly ageBand: string | null
  readonly nationality: string | null
}

export type Declined = 'identification' | 'sharing'

/** A first contact as it is kept sealed on the device until it is sent, refused or thrown away. */
export type ContactDraft = {
  readonly page: string
  readonly ids: ContactIds | null
  readonly startedAt: Instant | null
  readonly contactOn: PlainDate | null
  readonly safeNow: SafeNow | null
  readonly language: string | null
  readonly age: AgeStatement | null
  readonly channel: string | null
  readonly urgentNeeds: readonly string[]
  readonly suspected: Suspected | null
  /** Forms of exploitation besides what the list is about. */
  readonly suspicions?: readonly Suspicion[]
  /** Asked where somebody was smuggled. */
  readonly asylum?: AsylumAnswer
  readonly dangers?: readonly SmugglingDanger[]
  /** Null: as the country begins. Not there in a contact that an earlier version began, which asked the whole list. */
  readonly screening?: ScreeningKind | null
  /** Who screened the person elsewhere, and when. */
  readonly elsewhere?: string
  readonly observed: Readonly<Record<string, IndicatorObservation>>
  readonly act: IndicatorObservation
  readonly intendedExploitation: IndicatorObservation
  /** Whether an adult agrees to be recorded. */
  readonly agreement: 'yes' | 'no' | null
  readonly count: AnonymousCount
  readonly search: SearchOutcome | null
  /** What was typed to look for: where no file was found, it is the name as it is known so far. */
  readonly searched?: string
  readonly existing: { readonly id: string; readonly number: string } | null
  /** On the child path consent may be recorded now or with the file. */
  readonly consentWhen: 'now' | 'later' | null
  readonly consent: ConsentDraft
  readonly declined: readonly Declined[]
  /** Whether it was explained to the person what still happens when they decline. */
  readonly declinedExplained: boolean
  readonly identity: FormAnswers
  readonly teamId: string | null
  readonly takesOn: boolean
  /** When it was first sent; null while it was not. */
  readonly sentAt: Instant | null
  /** It was sent and no reply came: it may have arrived, so that nothing of it may be changed before it is sent again. */
  readonly unanswered: boolean
}

export const EMPTY_CONTACT: ContactDraft = {
  page: 'safe',
  ids: null,
  startedAt: null,
  contactOn: null,
  safeNow: null,
  language: null,
  age: null,
  channel: null,
  urgentNeeds: [],
  suspected: null,
  screening: null,
  elsewhere: '',
  observed: {},
  act: 'not_asked',
  intendedExploitation: 'not_asked',
  agreement: null,
  count: { sex: null, ageBand: null, nationality: null },
  search: null,
  existing: null,
  consentWhen: null,
  consent: EMPTY_CONSENT,
  declined: [],
  declinedExplained: false,
  identity: {},
  teamId: null,
  takesOn: false,
  sentAt: null,
  unanswered: false,
}

/**
 * Ids in the order of the actions. Nothing depends on it: what was said last is what the server recorded last, and a request
 * is recorded in its own order.
 */
export function newContactIds(at: number): ContactIds {
  return {
    file: newId(at),
    person: newId(at + 1),
    opened: newId(at + 2),
    screening: newId(at + 3),
    consent: newId(at + 4),
    declinedIdentification: newId(at + 5),
    declinedSharing: newId(at + 6),
    identity: newId(at + 7),
    refusal: newRandomId(),
    assessment: newId(at + 8),
  }
}

/** A draft that has begun: with its ids, when it began and the day of contact. One that had begun is left as it is. */
export function begun(draft: ContactDraft, now: number, today: PlainDate): ContactDraft {
  if (draft.ids) return draft
  return { ...draft, ids: newContactIds(now), startedAt: asInstant(now), contactOn: draft.contactOn ?? today }
}

/** Anything but "adult" is the child path, and so is an age that nobody has said yet. */
export const pathOf = (draft: Pick<ContactDraft, 'age'>): FilePath => pathFor(draft.age ?? 'not_sure')

export const profileOf = (draft: Pick<ContactDraft, 'age' | 'suspected'>): ScreeningProfile =>
  profileFor(draft.age ?? 'not_sure', draft.suspected === 'sexual' ? 'sexual' : 'labour')

/** What the rule makes of the draft. An adult's act and what was meant play no part. */
export function resultOf(draft: ContactDraft, rules: ScreeningRules): ScreeningResult {
  return evaluateScreening(rules.indicatorSet, {
    profile: profileOf(draft),
    observed: draft.screening === 'elsewhere' ? {} : draft.observed,
    ...(pathOf(draft) === 'child' ? { act: draft.act, intendedExploitation: draft.intendedExploitation } : {}),
    adultRule: rules.adultRule,
  })
}

export interface ScreeningRules {
  readonly indicatorSet: IndicatorSet
  readonly adultRule: AdultRule
}

const SIGNS = 'signs.'
export const SHORT_SIGNS = 'signs.short'

/** How much is asked. A country that has a short list begins with it: the rest can follow. */
export function screeningOf(draft: Pick<ContactDraft, 'screening'>, short: readonly string[]): ScreeningKind {
  if (draft.screening === undefined) return 'full'
  if (draft.screening === 'short' && short.length === 0) return 'full'
  return draft.screening ?? (short.length > 0 ? 'short' : 'full')
}

/** The pages of indicators. */
function signsPages(kind: ScreeningKind, child: boolean): readonly string[] {
  if (kind === 'elsewhere') return []
  if (kind === 'short') return [SHORT_SIGNS]
  return [...INDICATOR_DIMENSIONS.map(signsPage), ...(child ? ['child'] : [])]
}

const IDENTITY = 'identity.'

export const signsPage = (dimension: IndicatorDimensionId): string => `${SIGNS}${dimension}`
export const identityPage = (section: string): string => `${IDENTITY}${section}`

/** The dimension that a page asks about. */
export const dimensionOfPage = (page: string): IndicatorDimensionId | undefined =>
  INDICATOR_DIMENSIONS.find((dimension) => signsPage(dimension) === page)

/** The section of the identity form that a page asks. */
export const sectionOfPage = (page: string): string | undefined =>
  page.startsWith(IDENTITY) ? page.slice(IDENTITY.length) : undefined

/** The pages of recording consent, in order. */
export const CONSENT_PAGES = [
  'consent.explained',
  'consent.questions',
  'consent.given',
  'consent.told',
  'consent.declined',
] as const
export type ConsentPage = (typeof CONSENT_PAGES)[number]

/** The pages of a first contact as far as the answers lead, in order. Going back and answering otherwise changes them. */
export function pagesOf(
  draft: ContactDraft,
  identitySections: readonly string[],
  short: readonly string[] = [],
): readonly string[] {
  const child = pathOf(draft) === 'child'
  return [
    'safe',
    ...(draft.safeNow === 'no' ? ['urgent'] : []),
    'person',
    'channel',
    'needs',
    'suspected',
    ...signsPages(screeningOf(draft, short), child),
    ...(draft.suspected === 'smuggling' ? ['smuggled'] : []),
    'result',
    ...(child ? [] : ['agreement']),
    ...afterResult(draft, child, identitySections),
  ]
}

function afterResult(draft: ContactDraft, child: boolean, identitySections: readonly string[]): readonly string[] {
  if (!child && draft.agreement === null) return []
  if (!child && draft.agreement === 'no') return ['refusal']
  if (draft.search === null) return ['search']
  if (draft.search === 'existing') return ['search', 'add']
  const identity = identitySections.map(identityPage)
  if (!child) return ['search', ...CONSENT_PAGES, ...identity, 'send']
  const consent = draft.consentWhen === 'now' ? CONSENT_PAGES.filter((page) => page !== 'consent.declined') : []
  return ['search', 'when', ...consent, ...identity, 'send']
}

/** The parts of a first contact, in order: how far it is, said in a way that no answer changes. */
export const CONTACT_PARTS = ['arrival', 'signs', 'result', 'file'] as const

/** The part that a page belongs to, from 1. */
export function partOf(page: string): number {
  if (['safe', 'urgent', 'person', 'channel', 'needs'].includes(page)) return 1
  if (
    page === 'suspected' ||
    page === 'smuggled' ||
    page === 'child' ||
    page === SHORT_SIGNS ||
    dimensionOfPage(page) !== undefined
  )
    return 2
  return page === 'result' || page === 'agreement' ? 3 : 4
}

/** Where a page stands; a page that the answers no longer lead to gives way to the last that they do. */
export function stepOf(pages: readonly string[], page: string): number {
  const index = pages.indexOf(page)
  return index === -1 ? pages.length - 1 : index
}
