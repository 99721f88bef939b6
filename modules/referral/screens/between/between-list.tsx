import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { Card, Link, Row, Stack, Tag, Text } from '@gloact/ui'
import type { BetweenItem } from '../../contract/between.ts'
import { BETWEEN } from '../../domain/between/kinds.ts'
import { useReferralWords } from '../referral-words.ts'

/** What is between agencies, each with how it stands and with whom. */
export function BetweenList({ items }: { items: readonly BetweenItem[] }) {
  return (
    <Stack>
      {items.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </Stack>
  )
}

function Item({ item: { kind, id, state, yours, agencies, nextDueAt, changedAt } }: { item: BetweenItem }) {
  const { t, formatInstant } = useReferralWords()
  return (
    <Card>
      <Row justify="between">
        <Link to={`/referral/between/${kind}/${id}`}>
          {[t(requestWords.title(BETWEEN[kind].kind)), ...agencies].join(' · ')}
        </Link>
        <Row>
          {yours && (
            <Tag tone="notice" icon="dot">
              {t('records.turn.you')}
            </Tag>
          )}
          <Tag>{t(requestWords.state(BETWEEN[kind].kind, state))}</Tag>
        </Row>
      </Row>
      <Text tone="quiet" size="sm">
        {nextDueAt === null
          ? t('referral.since', { when: formatInstant(asInstant(changedAt), 'date') })
          : t('referral.due', { when: formatInstant(asInstant(nextDueAt)) })}
      </Text>
    </Card>
  )
}
