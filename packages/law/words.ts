/** The lists that a contract and a screen need, without what reads and amends laws. */
export { PROVISION_KINDS } from './law-text.ts'
export { INSTRUCTION_ACTIONS, NOT_APPLIED } from './amend/instruction.ts'
