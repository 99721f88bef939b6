export { loopbackS3, type LoopbackS3 } from './testing/loopback-s3.ts'
export { zipOf, type ZipPart } from './testing/zip-of.ts'
export { gather } from './testing/gather.ts'
