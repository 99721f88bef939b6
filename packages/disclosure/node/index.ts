export { LedgerFileError, ledgerFile, sha256 } from './ledger-file.ts'
