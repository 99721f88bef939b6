import { ChoiceField, useMessages } from '@gloact/ui'
import type { LawEntry } from '../contract/laws.ts'

interface ChooseTextProps {
  readonly label: string
  readonly texts: readonly (Pick<LawEntry['expressions'][number], 'id' | 'validFrom' | 'language'> & {
    readonly title: string
  })[]
  readonly value: string | null
  readonly onChange: (expressionId: string | null) => void
}

/** Chooses one dated text of a law. */
export function ChooseText({ label, texts, value, onChange }: ChooseTextProps) {
  const { t, formatDate } = useMessages()
  return (
    <ChoiceField
      label={label}
      as="select"
      options={texts.map(({ id, title, validFrom, language }) => ({
        value: id,
        label: t('legislation.text_of', { title, when: formatDate(validFrom), language }),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}
