import { wordsIn } from '@gloact/forms'
import { Callout, Icon, KeyValueList, Link, useMessages } from '@gloact/ui'
import { dialled, type CalledFor } from '../../domain/contact/call-numbers.ts'
import type { BrowserFileRules } from '../rules.ts'

export interface NumbersToCallProps {
  readonly rules: Pick<BrowserFileRules, 'callNumbers'>
  /** What they are called for; all of them where it is left out. */
  readonly for?: readonly CalledFor[]
}

/** The country's numbers, a tap away. They are on the device with the other rules: no signal but the telephone's is needed. */
export function NumbersToCall({ rules, for: wanted }: NumbersToCallProps) {
  const { t, language } = useMessages()
  const numbers = rules.callNumbers.filter((one) => wanted === undefined || wanted.includes(one.for))
  if (numbers.length === 0) return null
  return (
    <Callout title={t('protection.call.title')}>
      <KeyValueList
        items={numbers.map((one) => ({
          label: t(`protection.call.for.${one.for}`),
          value: (
            <>
              <Link href={dialled(one.number)}>
                <Icon name="phone" size={18} /> <bdi dir="ltr">{one.number}</bdi>
              </Link>
              {one.about && ` · ${wordsIn(one.about, language)}`}
            </>
          ),
        }))}
      />
    </Callout>
  )
}
