/** The services of the referral directory that each kind of support is given through; what has none is counted by hand. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  shelter: ['shelter', 'reception'],
  medical: ['health', 'sexual_reproductive_health', 'substance_use_treatment'],
  psychological: ['psychosocial'],
  legal: ['legal_assistance', 'compensation', 'documents'],
  education: ['education', 'vocational_training'],
  work: ['livelihood', 'job_placement', 'micro_business'],
  cash: ['financial_support', 'material_support'],
  return: ['voluntary_return', 'reintegration_grant', 'travel'],
}

export const servicesOf = (support: readonly string[]): ReadonlySet<string> =>
  new Set(support.flatMap((kind) => SERVICES[kind] ?? []))
