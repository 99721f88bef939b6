import { Callout, LongText, Stack, useMessages } from '@gloact/ui'
import type { IdentifyingPassage } from '../contract/requests.ts'
import { OWN } from '../domain/identifying.ts'

/** Whether words may go: nothing was found in them, or all of it may go and somebody said why. */
export const mayName = (found: readonly IdentifyingPassage[], reason: string): boolean =>
  found.every(({ kind }) => !OWN.includes(kind)) && (found.length === 0 || reason.trim() !== '')

interface ReasonProps {
  readonly found: readonly IdentifyingPassage[]
  readonly reason: string
  readonly onChange: (reason: string) => void
}

/** What in the words could tell who somebody is, and why it goes all the same: by the officer who sends it. */
export function ReasonToName({ found, reason, onChange }: ReasonProps) {
  const { t } = useMessages()
  if (found.length === 0) return null
  const own = found.some(({ kind }) => OWN.includes(kind))
  return (
    <Callout tone="notice" title={t(own ? 'cooperation.names_person' : 'cooperation.identifying')}>
      <Stack>
        <ul>
          {found.map(({ field, kind, words }) => (
            <li key={`${field} ${kind} ${words}`}>
              {t(`cooperation.identifying.${kind}`)}: <bdi>“{words}”</bdi>
            </li>
          ))}
        </ul>
        {!own && (
          <LongText
            label={t('cooperation.identifying.reason')}
            help={t('cooperation.identifying.reason_help')}
            required
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={onChange}
          />
        )}
      </Stack>
    </Callout>
  )
}
