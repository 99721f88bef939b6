import { rolesThatMay } from '@gloact/policy'
import type { ModuleScreens } from '@gloact/ui'
import { COMMENTS, legislationPolicy, READS } from '../domain/policy.ts'

const EDITS = rolesThatMay(legislationPolicy, 'legislation.edit')

/** What the browser shows of the law held against treaties. */
export const screens: ModuleScreens = {
  id: 'legislation',
  groups: [{ id: 'legislation', label: 'legislation.group' }],
  navigation: [
    { group: 'legislation', label: 'legislation.assessments', path: '/legislation', icon: 'law', roles: READS },
    { group: 'legislation', label: 'legislation.library', path: '/legislation/laws', icon: 'book', roles: READS },
    { group: 'legislation', label: 'legislation.treaties', path: '/legislation/treaties', icon: 'world', roles: READS },
    { group: 'legislation', label: 'legislation.drafts', path: '/legislation/drafts', icon: 'edit', roles: COMMENTS },
  ],
  routes: [
    {
      path: '/legislation',
      load: () => import('./assessments-page.tsx').then((file) => file.AssessmentsPage),
      roles: READS,
    },
    { path: '/legislation/laws', load: () => import('./laws-page.tsx').then((file) => file.LawsPage), roles: READS },
    {
      path: '/legislation/drafts',
      load: () => import('./drafts-page.tsx').then((file) => file.DraftsPage),
      roles: COMMENTS,
    },
    {
      path: '/legislation/drafts/new',
      load: () => import('./new-draft-page.tsx').then((file) => file.NewDraftPage),
      roles: EDITS,
    },
    {
      path: '/legislation/drafts/new/$assessmentId/$obligationId',
      load: () => import('./new-draft-page.tsx').then((file) => file.NewDraftPage),
      roles: EDITS,
    },
    {
      path: '/legislation/drafts/$draftId',
      load: () => import('./draft-page.tsx').then((file) => file.DraftPage),
      roles: COMMENTS,
    },
    {
      path: '/legislation/import',
      load: () => import('./import-page.tsx').then((file) => file.ImportPage),
      roles: EDITS,
    },
    {
      path: '/legislation/laws/$lawId/import',
      load: () => import('./import-page.tsx').then((file) => file.ImportPage),
      roles: EDITS,
    },
    {
      path: '/legislation/treaties',
      load: () => import('./treaties-page.tsx').then((file) => file.TreatiesPage),
      roles: READS,
    },
    {
      path: '/legislation/obligations/$obligationId',
      load: () => import('./compare-page.tsx').then((file) => file.CompareObligationPage),
      roles: READS,
    },
    {
      path: '/legislation/search',
      load: () => import('./search-page.tsx').then((file) => file.LawSearchPage),
      roles: READS,
    },
    {
      path: '/legislation/texts/$expressionId/beside/$otherId',
      load: () => import('./beside-page.tsx').then((file) => file.BesidePage),
      roles: READS,
    },
    {
      path: '/legislation/texts/$expressionId',
      load: () => import('./law-page.tsx').then((file) => file.LawPage),
      roles: READS,
    },
    {
      path: '/legislation/texts/$expressionId/compare',
      load: () => import('./compare-texts-page.tsx').then((file) => file.CompareTextsPage),
      roles: READS,
    },
    {
      path: '/legislation/texts/$expressionId/amend',
      load: () => import('./amend-page.tsx').then((file) => file.AmendPage),
      roles: EDITS,
    },
    {
      path: '/legislation/assessments/$assessmentId',
      load: () => import('./assessment-page.tsx').then((file) => file.AssessmentPage),
      roles: READS,
    },
    {
      path: '/legislation/assessments/$assessmentId/$obligationId',
      load: () => import('./obligation-page.tsx').then((file) => file.ObligationPage),
      roles: READS,
    },
  ],
  work: () => import('./legislation-work.tsx').then((file) => file.legislationWork),
}
