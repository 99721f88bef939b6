import { fieldsById, parsePath } from '@gloact/forms'
import { isPlainDate, type Json } from '@gloact/kernel'
import { createPolicy, type Rule } from '@gloact/policy'
import { formOf, type FileRules } from '../file/file-rules.ts'
import type { FilePrincipal, FileRole } from '../file/policy.ts'

/**
 * Why something is erased. The grounds of erasure in data protection law (GDPR, art. 17(1) a to e; Convention 108+, art.
 * 9(1) e) and the end of the country's own retention.
 */
export const ERASURE_BASES = [
  'person_asked',
  'consent_withdrawn',
  'recorded_unlawfully',
  'duty_in_law',
  'retention_ended',
] as const
export type ErasureBasis = (typeof ERASURE_BASES)[number]

/** What a question about an erasure depends on. */
export interface ErasureResource {
  readonly agencyId: string
  /** Who asked for it; null before anybody did. */
  readonly askedBy: string | null
  /** Whether they asked as a supervisor of the agency that keeps the file. */
  readonly askedBySupervisor: boolean
  /** Whether the person who asked and anyone who looks do not make two people for now: one had the other's account in their hands. */
  readonly notTwoPeople?: boolean
}

export const ERASURE_PERMISSIONS = ['erasure.see', 'erasure.ask', 'erasure.withdraw', 'erasure.confirm'] as const
export type ErasurePermission = (typeof ERASURE_PERMISSIONS)[number]

/** Whether somebody answers for the file in the agency that keeps it. */
export const supervises = (who: FilePrincipal, { agencyId }: Pick<ErasureResource, 'agencyId'>): boolean =>
  who.roles.includes('supervisor') && who.agencyId === agencyId

const conditions = {
  own_agency: (who: FilePrincipal, erasure: ErasureResource) => erasure.agencyId === who.agencyId,
  asked_by_oneself: (who: FilePrincipal, erasure: ErasureResource) => erasure.askedBy === who.userId,
  not_two_people: (_who: FilePrincipal, erasure: ErasureResource) => erasure.notTwoPeople === true,
  no_supervisor: (who: FilePrincipal, erasure: ErasureResource) =>
    !erasure.askedBySupervisor && !supervises(who, erasure),
} as const

/**
 * Who may erase: never one alone, and one of the two is a supervisor of the agency that keeps the file, who knows whether it
 * is still needed. The other is a second supervisor, or a data-protection officer, who answers for the files of the country.
 */
export const ERASURE_RULES: readonly Rule<FileRole, ErasurePermission, keyof typeof conditions>[] = [
  {
    id: 'protection.erasing',
    effect: 'allow',
    roles: ['supervisor'],
    actions: ERASURE_PERMISSIONS,
    when: ['own_agency'],
    reason: 'protection.policy.erasing',
  },
  {
    id: 'protection.erasing_for_country',
    effect: 'allow',
    roles: ['data_protection_officer'],
    actions: ERASURE_PERMISSIONS,
    reason: 'protection.policy.erasing_for_country',
  },
  {
    id: 'protection.erasing_alone',
    effect: 'deny',
    roles: 'any',
    actions: ['erasure.confirm'],
    when: ['asked_by_oneself'],
    reason: 'protection.policy.erasing_alone',
  },
  {
    id: 'protection.erasing_not_two_people',
    effect: 'deny',
    roles: 'any',
    actions: ['erasure.confirm'],
    when: ['not_two_people'],
    reason: 'protection.policy.erasing_not_two_people',
  },
  {
    id: 'protection.erasing_without_supervisor',
    effect: 'deny',
    roles: 'any',
    actions: ['erasure.confirm'],
    when: ['no_supervisor'],
    reason: 'protection.policy.erasing_without_supervisor',
  },
]

export const erasurePolicy = createPolicy<
  FileRole,
  ErasurePermission,
  keyof typeof conditions,
  FilePrincipal,
  ErasureResource
>({ rules: ERASURE_RULES, conditions })

/**
 * What stays of a row's coded values for figures: the statistical answers and what was computed of the case; ages and bands
 * were computed when they were written. Dates become their month. Answers of the sensitivity `case` go.
 */
export function codedForFigures(
  coded: Readonly<Record<string, Json>>,
  rules: FileRules,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(coded).flatMap(([key, value]) => (staysForFigures(key, rules) ? [[key, byMonth(value)]] : [])),
  )
}

function staysForFigures(key: string, rules: FileRules): boolean {
  const slash = key.indexOf('/')
  // Without a form it was computed: outcomes, stages, ages.
  if (slash < 0) return true
  const form = formOf(rules, key.slice(0, slash))
  const parts = parsePath(key.slice(slash + 1))
  if (!form || !parts) return false
  return fieldsById(form).get(parts.inner ?? parts.id)?.field.sensitivity === 'statistical'
}

const byMonth = (value: Json): Json => (typeof value === 'string' && isPlainDate(value) ? value.slice(0, 7) : value)
