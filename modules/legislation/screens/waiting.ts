import type { AssessmentView, FindingView } from '../contract/assessments.ts'

/** Why a finding waits for the person who reads: what a task leads to. */
type Waits = 'sent_back' | 'stale' | 'to_review'

interface Waiting {
  readonly elements: readonly {
    readonly finding: Pick<FindingView, 'author' | 'reviewedBy' | 'state' | 'sentBack' | 'stale'> | null
  }[]
}

/** What may wait for somebody of these rights. */
export const waitsOf = ({ mayEdit, mayReview }: Pick<AssessmentView, 'mayEdit' | 'mayReview'>): readonly Waits[] => [
  ...(mayEdit ? (['sent_back', 'stale'] as const) : []),
  ...(mayReview ? (['to_review'] as const) : []),
]

/** Whether an obligation has a finding that waits for this person: nobody reviews their own, and who reviewed one does not validate it. */
export const isWaiting = (why: Waits, { elements }: Waiting, userId: string): boolean =>
  elements.some(({ finding }) => {
    if (!finding) return false
    const own = finding.author === userId
    if (why === 'to_review') {
      return !own && finding.reviewedBy !== userId && finding.state !== 'validated' && !finding.sentBack
    }
    return own && (why === 'stale' ? finding.stale : finding.sentBack)
  })
