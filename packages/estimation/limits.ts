export { STRATA_RULE, type StrataRule } from './strata/publish-strata.ts'
export { TRUST_RULES, type TrustRules } from './trust/rules.ts'
