export { zipOf, type ZipPart } from './testing/zip-of.ts'
