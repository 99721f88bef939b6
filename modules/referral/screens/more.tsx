import { Button, Row } from '@gloact/ui'
import { useReferralWords } from './referral-words.ts'

interface MoreProps {
  readonly found: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<unknown>
  }
}

/** Below a list that is fetched a page at a time: the next page, where there is one. */
export function More({ found }: MoreProps) {
  const { t } = useReferralWords()
  if (!found.hasNextPage) return null
  return (
    <Row>
      <Button onPress={() => void found.fetchNextPage()} busy={found.isFetchingNextPage}>
        {t('referral.more')}
      </Button>
    </Row>
  )
}
