export * from './open-zip.ts'
export * from './zip-entries.ts'
export { bytesSource, type ZipSource } from './zip-source.ts'
