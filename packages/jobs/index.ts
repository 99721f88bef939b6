export { checkJobData, type JobData } from './job-data.ts'
export * from './jobs.ts'
