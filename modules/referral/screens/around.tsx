import type { ResponseOf } from '@gloact/http/client'
import type { RequestShown } from '@gloact/records/contract'
import { Callout, FileNumber, KeyValueList, Link } from '@gloact/ui'
import type { readAround } from '../contract/referrals.ts'
import { awaitsDestruction } from '../domain/recalled.ts'
import { useReferralWords } from './referral-words.ts'

/** Who sent it and to whom; for its sender, the file that it is about. */
export function Around({ around, sender }: { around: ResponseOf<typeof readAround>; sender: boolean }) {
  const { t, number } = useReferralWords()
  const { service, file } = around
  const receiver = [service && [service.name, service.site].filter(Boolean).join(', '), around.receiver]
    .filter(Boolean)
    .join(' · ')
  return (
    <KeyValueList
      items={[
        ...(file
          ? [
              {
                label: t('referral.around.file'),
                value: (
                  <Link to={`/files/${file.id}/summary`}>
                    <FileNumber>{number(file.number)}</FileNumber>
                  </Link>
                ),
              },
            ]
          : []),
        ...(sender && receiver === '' ? [] : [{ label: t('referral.around.to'), value: <bdi>{receiver}</bdi> }]),
        ...(around.sender === null ? [] : [{ label: t('referral.around.from'), value: <bdi>{around.sender}</bdi> }]),
      ]}
    />
  )
}

/** For its receiver: something of what was sent is no longer agreed, and copies of it are to be destroyed. */
export function RecallWarning({ request }: { request: RequestShown }) {
  const { t } = useReferralWords()
  if (!request.you.includes('receiver') || !awaitsDestruction(request.clocks)) return null
  return (
    <Callout tone="danger" title={t('referral.recalled.title')} urgent>
      {t(request.state === 'recalled' ? 'referral.recalled.whole' : 'referral.recalled.goes_on')}
    </Callout>
  )
}
