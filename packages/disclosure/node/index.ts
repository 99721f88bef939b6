export { ledgerFile, sha256 } from './ledger-file.ts'
export { LedgerFileError } from './line-file.ts'
export { registerFile } from './register-file.ts'
