import { PaperBlock, PaperEntry, Text } from '@gloact/ui'
import type { FileView } from '../../../contract/reading/files.ts'
import { useWords } from '../../panel/use-words.ts'
import { latestFirst } from '../reviews/review-fields.ts'
import { ReviewShown } from '../reviews/reviews-panel.tsx'
import { AssessmentShown, SafetyPlanShown } from './risk-shown.tsx'

interface OnPaperProps {
  readonly file: FileView
  /** A copy for the person has their own safety plan, and not how staff graded their risks. */
  readonly forPerson?: boolean | undefined
}

/** The risks as they were last assessed, with the safety plan. */
export function RiskOnPaper({ file, forPerson = false }: OnPaperProps) {
  const { t } = useWords()
  const last = file.risks.at(-1)
  if (!last || (forPerson && last.payload.safetyPlan === null)) return null
  return (
    <PaperBlock title={t(forPerson ? 'protection.safety_plan.title' : 'protection.risk.title')}>
      {forPerson ? (
        <SafetyPlanShown plan={last.payload.safetyPlan} />
      ) : (
        <AssessmentShown assessment={last} before={file.risks.at(-2)} />
      )}
    </PaperBlock>
  )
}

/** What was looked at again, the latest first. */
export function ReviewsOnPaper({ file, forPerson = false }: OnPaperProps) {
  const { t, formatDate } = useWords()
  const reviews = latestFirst(file.reviews).filter(({ payload }) => !forPerson || payload.of === 'plan')
  if (reviews.length === 0) return null
  return (
    <PaperBlock title={t('protection.review.title.any')}>
      {reviews.map((review) => (
        <PaperEntry key={review.actionId}>
          <Text tone="strong">
            {formatDate(review.payload.heldOn)} ·{' '}
            {t('protection.review.entry', { of: review.payload.of, decision: review.payload.decision })}
          </Text>
          <ReviewShown review={review} />
        </PaperEntry>
      ))}
    </PaperBlock>
  )
}
