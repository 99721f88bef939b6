import { Tag, type TagProps, useMessages } from '@gloact/ui'
import type { FindingState, ObligationStatus } from '../domain/finding.ts'

const LOOKS: Readonly<Record<ObligationStatus, Pick<TagProps, 'tone' | 'icon'>>> = {
  met: { tone: 'accent', icon: 'check' },
  partial: { tone: 'notice', icon: 'decrease' },
  not_met: { tone: 'notice', icon: 'close' },
  other_law: { icon: 'book' },
  not_applicable: { icon: 'minus' },
  open: { icon: 'circle' },
}

/** A status by a word and a shape. */
export function StatusTag({ status }: { status: ObligationStatus }) {
  const { t } = useMessages()
  return <Tag {...LOOKS[status]}>{t(`legislation.status.${status}`)}</Tag>
}

/** How far a second person has come with a finding. */
export function StateTag({ state, sentBack, stale }: { state: FindingState; sentBack: boolean; stale: boolean }) {
  const { t } = useMessages()
  if (stale) {
    return (
      <Tag tone="notice" icon="warning">
        {t('legislation.state.stale')}
      </Tag>
    )
  }
  if (sentBack) {
    return (
      <Tag tone="notice" icon="back">
        {t('legislation.state.sent_back')}
      </Tag>
    )
  }
  return <Tag {...(state === 'validated' && { icon: 'done' })}>{t(`legislation.state.${state}`)}</Tag>
}
