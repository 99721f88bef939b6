export * from './failures.ts'
export * from './request-contracts.ts'
export { answerSchema, codeSchema, objectSchemaOf, schemaOf, sentInstant, type Reading } from './schema-of.ts'
