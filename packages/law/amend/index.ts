export { applyInstructions, type Amended } from './apply.ts'
export {
  INSTRUCTION_ACTIONS,
  NOT_APPLIED,
  type Instruction,
  type InstructionAction,
  type NotApplied,
  type Outcome,
} from './instruction.ts'
export { readInstructions, type ReadInstruction } from './read-instructions.ts'
export {
  changeOf,
  follow,
  inverse,
  redline,
  redlineOfRows,
  ROW_CHANGES,
  type ParagraphDiff,
  type Redline,
  type RedlineRow,
  type RowChange,
} from './redline.ts'
export { bodyOf, rowsOf, type ProvisionRow } from './rows.ts'
export { wordDiff, type DiffPart } from './word-diff.ts'
export { findProvision } from './find-provision.ts'
