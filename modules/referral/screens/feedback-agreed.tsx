import type { RequestShown } from '@gloact/records/contract'
import { Callout, ChoiceField, Text } from '@gloact/ui'
import { FEEDBACK_LEVELS, feedbackOf, type FeedbackLevel } from '../domain/feedback.ts'
import { useReferralWords } from './referral-words.ts'

/** In these a service is about to tell its sender what the outcome was. */
const TELLS_IN: readonly string[] = ['waiting', 'accepted', 'in_service']

/** What the person agreed that the sender hears back: for the service before it is said, for the sender as what to expect. */
export function FeedbackAgreed({ request }: { readonly request: Pick<RequestShown, 'facts' | 'state' | 'you'> }) {
  const { t } = useReferralWords()
  const level = feedbackOf(request.facts)
  if (request.you.includes('sender')) return <Text tone="quiet">{t(`referral.feedback.sender.${level}`)}</Text>
  if (!TELLS_IN.includes(request.state)) return null
  return <Callout>{t(`referral.feedback.service.${level}`)}</Callout>
}

/** Asked with the person before anything is sent. */
export function ChooseFeedback({
  value,
  onChange,
}: {
  readonly value: FeedbackLevel
  readonly onChange: (level: FeedbackLevel) => void
}) {
  const { t } = useReferralWords()
  return (
    <ChoiceField
      label={t('referral.feedback')}
      help={t('referral.feedback.help')}
      options={FEEDBACK_LEVELS.map((level) => ({ value: level, label: t(`referral.feedback.${level}`) }))}
      value={value}
      onChange={(next) => onChange(FEEDBACK_LEVELS.find((level) => level === next) ?? 'coded')}
    />
  )
}
