export { fromBase64, toBase64 } from './base64.ts'
export { createRecordEncoder, type RecordEncoder, type ValueProblem } from './encode-records.ts'
export { readLinkageSchema, type LinkageProblem, type LinkageSchema } from './linkage-schema.ts'
