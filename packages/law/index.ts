export { type AddressedProvision, addressed, flattened, wordsOf } from './addresses.ts'
export { guessLanguage } from './guess-language.ts'
export {
  LEFT_OUT,
  LINE_REMARKS,
  PROVISION_KINDS,
  type LawText,
  type LineRemark,
  type NotUnderstood,
  type Provision,
  type ProvisionKind,
  type ReadLaw,
} from './law-text.ts'
export { type Correction, corrected } from './correct.ts'
export { definedTerms, linker, type LinkedPiece } from './links.ts'
export { numberForId } from './numbers.ts'
export { plainText } from './plain-text.ts'
export { restoreNumbers, type RestoredNumber } from './restore-numbers.ts'
export { LARGEST_SOURCE, sourceKind, type SourceKind } from './source-kind.ts'
export { readLaw } from './structure.ts'
