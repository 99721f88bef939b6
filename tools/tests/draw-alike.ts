import { configureGlobal } from 'fast-check'

// Loaded before each test file: properties draw the same cases in every run, so that no run depends on chance. Others are drawn
// by `GLOACT_TEST_SEED=7 npm test -- --all`.
const USUAL_SEED = 20_260_101

const seed = Number(process.env.GLOACT_TEST_SEED ?? USUAL_SEED)
if (!Number.isSafeInteger(seed)) throw new TypeError('GLOACT_TEST_SEED has to be a whole number.')
configureGlobal({ seed })
