import { Stack } from '@gloact/ui'
import type { ReactNode } from 'react'
import type { FileSection } from '../file-sections.ts'
import { AttachmentsPanel } from '../attachments/attachments-panel.tsx'
import { AppointmentsPanel } from './panels/appointments/appointments-panel.tsx'
import { AssignmentPanel } from './panels/people/assignment-panel.tsx'
import { ExclusionsPanel } from '../exclusions/exclusions-panel.tsx'
import { AudiencePanel } from './panels/people/audience-panel.tsx'
import { ChildTold } from './panels/people/child-told.tsx'
import { ClosurePanel } from './panels/closure/closure-panel.tsx'
import { ConsentPanel } from './panels/consent/consent-panel.tsx'
import { DecisionsPanel } from './panels/decisions/decisions-panel.tsx'
import { GuardianPanel } from './panels/people/guardian-panel.tsx'
import { NotesPanel } from './panels/notes/notes-panel.tsx'
import { PathPanel } from './panels/people/path-panel.tsx'
import { PlanAgreementPanel } from './panels/plan/plan-agreement-panel.tsx'
import { ServicesPanel } from './panels/services/services-panel.tsx'
import { useFile } from '../reading/file-context.tsx'
import { ReviewsPanel } from './reviews/reviews-panel.tsx'
import { RiskPanel } from './risk/risk-panel.tsx'
import { FormSection } from './sections/form-section.tsx'
import { HistorySection } from './sections/history-section.tsx'
import { IdentitySection } from './sections/identity-section.tsx'
import { SummarySection } from './sections/summary-section.tsx'

/** One section of a file: its form, what else belongs there, or both. */
export function FileSectionContent({ section: { id, form } }: { section: FileSection }) {
  const drawn = form === undefined ? null : <FormSection formId={form} />
  if (id === 'identity') return <IdentitySection>{drawn}</IdentitySection>
  const panels = PANELS[id]
  return (
    <Stack gap="xl">
      {drawn}
      {panels?.()}
    </Stack>
  )
}

const PANELS: Readonly<Record<string, () => ReactNode>> = {
  summary: () => <SummarySection />,
  consent: () => <ConsentPanel />,
  risk: () => <RiskPanel />,
  plan: () => (
    <>
      <PlanAgreementPanel />
      <ServicesPanel />
    </>
  ),
  reviews: () => <ReviewsPanel />,
  appointments: () => <AppointmentsPanel />,
  age: () => (
    <>
      <PathPanel />
      <ChildTold />
      <ChildOnly>
        <GuardianPanel />
      </ChildOnly>
    </>
  ),
  decisions: () => <DecisionsPanel />,
  notes: () => <NotesPanel />,
  attachments: () => <AttachmentsPanel />,
  people: () => (
    <>
      <AssignmentPanel />
      <AudiencePanel />
      <ExclusionsPanel />
    </>
  ),
  closure: () => <ClosurePanel />,
  history: () => <HistorySection />,
}

/** A guardian is appointed on the child path; one who was stays shown after it was left. */
function ChildOnly({ children }: { children: ReactNode }) {
  const { file } = useFile()
  return file.path === 'child' || file.guardian !== null ? children : null
}
