export { attachmentStoreFromEnvironment } from './store-from-environment.ts'
export { CONTENT_TYPES, type ContentType, isContentType } from './content/content-types.ts'
export { checkContent } from './content/check-content.ts'
export type { ContentProblem } from './content/content-problem.ts'
export { fileAttachmentStore, type FileStoreOptions } from './file-store.ts'
export type { ScanProblem, Verdict, VirusScanner } from './scan/scanner.ts'
export { scannerFromEnvironment } from './scan/scanner-from-environment.ts'
export { s3AttachmentStore, type S3Options } from './s3-store.ts'
export { gather, takeIn, type Intake, type IntakeRefusal, type TakenIn } from './take-in.ts'
export {
  isObjectId,
  newObjectId,
  type AttachmentStore,
  type ObjectId,
  type StoredObject,
  type StoreFailure,
  type StoreFailureCode,
} from './store.ts'
