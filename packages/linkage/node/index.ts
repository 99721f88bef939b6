export { createJoinPool, type JoinPool } from './join-pool.ts'
export { loadKernel } from './load-kernel.ts'
