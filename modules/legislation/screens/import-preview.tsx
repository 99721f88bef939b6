import { addressed, type AddressedProvision, LEFT_OUT, type NotUnderstood, type ReadLaw } from '@gloact/law'
import { Disclosure, Section, Stack, Text, useMessages } from '@gloact/ui'

const MOST = 400

/** What a text would be imported as: its structure, the lines to look at, and what was left out. */
export function ImportPreview({ read }: { read: ReadLaw }) {
  const { t } = useMessages()
  const doubtful = read.notUnderstood.filter(({ remark }) => !LEFT_OUT.includes(remark))
  const left = read.notUnderstood.filter(({ remark }) => LEFT_OUT.includes(remark))
  const rows = inOrder(addressed(read.law), 0)
  return (
    <Stack>
      <Section title={t('legislation.structure', { count: rows.length })}>
        <Stack gap="xs">
          {read.law.longTitle !== '' && (
            <Text tone="strong">
              <bdi>{read.law.longTitle}</bdi>
            </Text>
          )}
          {rows.slice(0, MOST).map(({ eId, depth, num, heading, text }) => (
            <div key={eId} style={{ paddingInlineStart: `${Math.min(depth, 6)}rem` }} dir="auto">
              <Text as="span" tone={heading === '' ? 'plain' : 'strong'}>
                {[num, heading].filter(Boolean).join(' ') || '¶'}
              </Text>{' '}
              <Text as="span" tone="quiet" size="sm">
                {text[0]?.slice(0, 80)}
              </Text>
            </div>
          ))}
        </Stack>
      </Section>
      {doubtful.length > 0 && (
        <Section
          title={t('legislation.to_look_at', { count: doubtful.length })}
          about={t('legislation.to_look_at_about')}
        >
          <Lines lines={doubtful} />
        </Section>
      )}
      {left.length > 0 && (
        <Disclosure summary={t('legislation.left_out', { count: left.length })}>
          <Lines lines={left} />
        </Disclosure>
      )}
    </Stack>
  )
}

function Lines({ lines }: { lines: readonly NotUnderstood[] }) {
  const { t } = useMessages()
  return (
    <ul>
      {lines.slice(0, MOST).map(({ line, lastLine, remark, text }) => (
        <li key={`${line} ${remark}`}>
          {line === lastLine ? t('legislation.line', { line }) : t('legislation.lines', { line, last: lastLine })}:{' '}
          {t(`legislation.remark.${remark}`)}{' '}
          <Text as="span" tone="quiet" size="sm">
            <bdi>{text.slice(0, 80)}</bdi>
          </Text>
        </li>
      ))}
    </ul>
  )
}

interface Shown extends AddressedProvision {
  readonly depth: number
}

const inOrder = (provisions: readonly AddressedProvision[], depth: number): readonly Shown[] =>
  provisions.flatMap((provision) => [{ ...provision, depth }, ...inOrder(provision.children, depth + 1)])
