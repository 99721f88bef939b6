import { CODE_LISTS } from '@gloact/codes'
import { disclosureRule } from '@gloact/disclosure'
import { fixedClock, unwrap } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import type { FileRules } from '../../../domain/file/file-rules.ts'
import { HTCDS_TEST_FORMS } from '@gloact/standards/testing'
import { USUAL_PACE } from '../../../domain/file/pace.ts'
import { USUAL_RISK_BANDS } from '../../../domain/file/risk.ts'
import type { IndicatorSet } from '@gloact/standards/indicators'
import type { ProtectionContext } from '../../file/context.ts'
import { ALONE } from '../../testing/alone.ts'

const NO_INDICATORS: IndicatorSet = {
  id: 'none',
  version: '1',
  labels: { en: 'None', ar: 'لا شيء' },
  source: 'a test',
  profiles: {
    adult_labour: 'verified',
    child_labour: 'verified',
    adult_sexual: 'verified',
    child_sexual: 'verified',
  },
  dimensions: [],
}

const RULES: FileRules = {
  country: 'DL',
  numberPrefix: 'DL',
  forms: HTCDS_TEST_FORMS,
  codeLists: CODE_LISTS,
  calendar: { timeZone: 'Asia/Bishkek', weekend: [6, 7], holidays: [] },
  deadlines: [],
  indicatorSet: NO_INDICATORS,
  adultRule: 'with_vulnerability',
  shortScreening: [],
  callNumbers: [],
  consentMonths: 12,
  emergency: null,
  decisionMembers: 1,
  riskBands: USUAL_RISK_BANDS,
  pace: USUAL_PACE,
  retention: { adultYears: 10, childYearsAfter18: 10, basis: 'test' },
}

/** The module's context on a database of a test, in a country with two small forms; it stands still on 24 November 2026. */
export const importTestContext = (db: Database): ProtectionContext => ({
  db,
  vault: createVault({ kek: memoryKekProvider() }),
  clock: fixedClock('2026-11-24T12:00:00Z'),
  rules: RULES,
  disclosure: { agency: unwrap(disclosureRule({ audience: 'agency' })), public: unwrap(disclosureRule()) },
  ...ALONE,
})
