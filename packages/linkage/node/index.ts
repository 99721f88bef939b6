export { createJoinPool, type JoinPool } from './join-pool.ts'
export { loadKernel } from './load-kernel.ts'
export { traceApart, type TraceApartOptions, type TracingColumns, type TracingRows } from './trace-apart.ts'
