export { expressionUri, workUri, type LawIdentity } from './identity.ts'
export { languageCode, shortLanguage } from './language-codes.ts'
export { readAkn, AKN_LIMITS, type AknProblem } from './read-akn.ts'
export { writeAkn } from './write-akn.ts'
