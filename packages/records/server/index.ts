export { behind, fullPage, PAGE } from './changed-last.ts'
export * from './chain-witness.ts'
export { deriveRequest } from './derive-request.ts'
export { requestErases } from './erase-requests.ts'
export {
  actorIn,
  loadRequest,
  loadRequestsAbout,
  lockRequest,
  openPayload,
  partiesOf,
  type LoadedRequest,
} from './load-request.ts'
export { presentRequest, presentRow } from './present-request.ts'
export {
  SYSTEM_ID,
  tables as requestTables,
  toTakenStep,
  type RequestStepTable,
  type RequestTable,
} from './request-tables.ts'
export { recordReadAbout } from './read-about.ts'
export { requestNotices } from './request-notices.ts'
export { requestTasks, requestTasksOfKinds } from './request-tasks.ts'
export * from './requests-of.ts'
export {
  listRequests,
  readRequest,
  recordRefusal,
  serveOpening,
  serveRequests,
  shown,
  type Opening,
  type ServedTo,
} from './serve-requests.ts'
export { takeDueSteps } from './take-due-steps.ts'
export { openRequest, sentStep, takeStep, type NewRequest, type SentStep, type Taken } from './take-step.ts'
export * from './verify-log.ts'
export { verifyRequestLogs, verifyRequests, type RequestsVerified } from './verify-requests.ts'
export * from './log/append-actions.ts'
export * from './log/compare-moments.ts'
export * from './log/past-states.ts'
export * from './log/record-kind.ts'
export {
  verifyChangedRecords,
  type CheckedUpTo,
  type NightlyCheck,
  type WitnessedLog,
} from './log/verify-changed-records.ts'
export { verifyRecords, verifyRecordsOf, type RecordsVerified } from './log/verify-records.ts'
