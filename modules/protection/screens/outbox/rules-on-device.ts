import { CODE_LISTS } from '@gloact/codes'
import type { Problem } from '@gloact/http/client'
import type { Json } from '@gloact/kernel'
import { draftKey } from '@gloact/offline'
import { useDrafts, useMessages } from '@gloact/ui'
import { useEffect, useState } from 'react'
import { USUAL_RISK_BANDS } from '../../domain/file/risk.ts'
import { ILO_2009 } from '@gloact/standards/indicators'
import { OF_RULES } from './draft-places.ts'
import { useFileRules, type BrowserFileRules } from '../rules.ts'

const KEPT = draftKey(OF_RULES)

/**
 * The country's rules, kept on the device so that a first contact works without a signal. Where they were never here,
 * the canonical lists and indicators stand in: enough to screen, not to open a file.
 */
export function useRulesOnDevice(): {
  readonly rules: BrowserFileRules | undefined
  /** Whether these are the country's own. */
  readonly complete: boolean
  readonly problem: Problem | undefined
} {
  const { rules: fresh, error } = useFileRules()
  const drafts = useDrafts()
  const { timeZone } = useMessages()
  const [kept, setKept] = useState<BrowserFileRules | null>(null)
  const [looked, setLooked] = useState(false)

  useEffect(() => {
    // Failing to keep them only means that they are not there without a signal.
    if (fresh) void drafts.save(KEPT, fresh as unknown as Json).catch(() => undefined)
  }, [drafts, fresh])

  useEffect(() => {
    if (!error) return undefined
    let current = true
    void drafts.load(KEPT).then((draft) => {
      if (!current) return
      setKept(draft ? (draft.value as unknown as BrowserFileRules) : null)
      setLooked(true)
    })
    return () => {
      current = false
    }
  }, [drafts, error])

  if (fresh) return { rules: fresh, complete: true, problem: undefined }
  if (!looked) return { rules: undefined, complete: false, problem: undefined }
  return {
    rules: kept ? { ...withoutCountry(timeZone), ...kept } : withoutCountry(timeZone),
    complete: kept !== null,
    problem: error,
  }
}

const withoutCountry = (timeZone: string): BrowserFileRules => ({
  country: '',
  numberPrefix: '',
  timeZone,
  calendar: { timeZone, weekend: [6, 7], holidays: [] },
  consentMonths: 6,
  emergency: null,
  riskBands: USUAL_RISK_BANDS,
  decisionMembers: 1,
  adultRule: 'with_vulnerability',
  indicatorSet: ILO_2009,
  shortScreening: [],
  callNumbers: [],
  forms: [],
  codeLists: CODE_LISTS,
  deadlines: [],
  competentBodies: [],
  childProtection: [],
})
