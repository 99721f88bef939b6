import { useClient, useMessages } from '@gloact/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listAmendments } from '../contract/amendments.ts'
import { compareObligation, listAssessments, readAssessment } from '../contract/assessments.ts'
import { listPacks } from '../contract/packs.ts'
import { LANGUAGES } from '../domain/languages.ts'
import { listRatifications } from '../contract/plans.ts'
import { listLaws, readExpression, searchLaws } from '../contract/laws.ts'
import { listDrafts, readDraft, readDrafting } from '../contract/drafts.ts'

export function useLaws() {
  const client = useClient()
  return useQuery({ queryKey: ['legislation', 'laws'], queryFn: () => client.callOrThrow(listLaws) })
}

export function useLawText(expressionId: string | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: ['legislation', 'text', expressionId],
    queryFn: () => client.callOrThrow(readExpression, { params: { expressionId: expressionId ?? '' } }),
    enabled: expressionId !== undefined,
  })
}

export function useAmendments(lawId: string) {
  const client = useClient()
  return useQuery({
    queryKey: ['legislation', 'amendments', lawId],
    queryFn: () => client.callOrThrow(listAmendments, { params: { lawId } }),
  })
}

export function useLawSearch(q: string) {
  const client = useClient()
  return useQuery({
    queryKey: ['legislation', 'search', q],
    queryFn: () => client.callOrThrow(searchLaws, { query: { q } }),
  })
}

export function useTreaties() {
  const client = useClient()
  return useQuery({ queryKey: ['legislation', 'treaties'], queryFn: () => client.callOrThrow(listRatifications) })
}

export function useComparison(obligationId: string) {
  const client = useClient()
  const language = useObligationLanguage()
  return useQuery({
    queryKey: ['legislation', 'comparison', obligationId, language],
    queryFn: () => client.callOrThrow(compareObligation, { params: { obligationId }, query: { language } }),
  })
}

export function useDrafts() {
  const client = useClient()
  return useQuery({ queryKey: ['legislation', 'drafts'], queryFn: () => client.callOrThrow(listDrafts) })
}

export function useDraft(draftId: string) {
  const client = useClient()
  return useQuery({
    queryKey: ['legislation', 'draft', draftId],
    queryFn: () => client.callOrThrow(readDraft, { params: { draftId } }),
  })
}

/** How far a bill has come. */
export function useDrafting(draftId: string) {
  const client = useClient()
  return useQuery({
    queryKey: ['legislation', 'drafting', draftId],
    queryFn: () => client.callOrThrow(readDrafting, { params: { requestId: draftId } }),
  })
}

export function useAssessments() {
  const client = useClient()
  return useQuery({ queryKey: ['legislation', 'assessments'], queryFn: () => client.callOrThrow(listAssessments) })
}

export function usePacks() {
  const client = useClient()
  return useQuery({ queryKey: ['legislation', 'packs'], queryFn: () => client.callOrThrow(listPacks) })
}

/** Obligations are told in the language of the screen, where they are translated. */
export function useObligationLanguage() {
  const { language } = useMessages()
  return LANGUAGES.find((one) => one === language) ?? 'en'
}

export function useAssessment(assessmentId: string) {
  const client = useClient()
  const language = useObligationLanguage()
  return useQuery({
    queryKey: ['legislation', 'assessment', assessmentId, language],
    queryFn: () => client.callOrThrow(readAssessment, { params: { assessmentId }, query: { language } }),
  })
}

/** Asks again for what this module shows, after something was changed. */
export function useRenew() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([['legislation'], ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}
