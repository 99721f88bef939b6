import { asInstant } from '@gloact/kernel'
import { Card, Row, Tag, Text } from '@gloact/ui'
import type { ReactNode } from 'react'
import type { ServiceView } from '../contract/referrals.ts'
import { useReferralWords } from './referral-words.ts'

export const ROOM_TONES = {
  open: 'accent',
  waitlist: 'neutral',
  unknown: 'neutral',
  assess_first: 'neutral',
  full: 'notice',
} as const

/** A service of the directory, with its room. */
export function ServiceRow({ service, children }: { service: ServiceView; children?: ReactNode }) {
  const { t, need, formatInstant, languageName } = useServiceWords()
  return (
    <Card title={service.name}>
      <Row>
        <Tag tone={ROOM_TONES[service.room]}>
          {service.room === 'open' && service.available !== null
            ? t('referral.room.free', { count: service.available })
            : t(`referral.room.${service.room}`)}
        </Tag>
        {service.standing !== 'confirmed' && (
          <Tag tone={service.standing === 'due' ? 'neutral' : 'notice'}>
            {t(`referral.standing.${service.standing}`)}
          </Tag>
        )}
        {service.byLink && <Tag icon="send">{t('referral.by_link')}</Tag>}
        <Text as="span" tone="quiet" size="sm">
          {[need(service.type), service.agencyName, service.site, t(`referral.serves.${service.serves}`)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Row>
      <Text tone="quiet" size="sm">
        {[
          service.languages.map(languageName).join(', '),
          service.capacityAt === null
            ? t('referral.room.never_said')
            : t('referral.room.said', { when: formatInstant(asInstant(service.capacityAt)) }),
        ].join(' · ')}
      </Text>
      {children}
    </Card>
  )
}

function useServiceWords() {
  const words = useReferralWords()
  const names = new Intl.DisplayNames([words.language], { type: 'language' })
  return { ...words, languageName: (code: string) => names.of(code) ?? code }
}
