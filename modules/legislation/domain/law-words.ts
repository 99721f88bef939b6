/** What the package of laws calls provisions and what is done to them: the contract says it in the same words. */
export { PROVISION_KINDS } from '@gloact/law'
export { INSTRUCTION_ACTIONS, NOT_APPLIED } from '@gloact/law/amend'
