import { redlineOfRows } from '@gloact/law/amend'
import { ChoiceField, EmptyState, PageHeader, Stack, useMessages } from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { LawTextView } from '../contract/laws.ts'
import { Asked } from './asked.tsx'
import { useLawText } from './queries.ts'
import { RedlineView } from './redline-view.tsx'

/** A law's text held against another one of the same law. */
export function CompareTextsPage() {
  const { expressionId = '' }: { expressionId?: string } = useParams({ strict: false })
  return <Asked query={useLawText(expressionId)}>{(text) => <Compare key={text.id} text={text} />}</Asked>
}

function Compare({ text }: { text: LawTextView }) {
  const { t, formatDate } = useMessages()
  const others = text.law.expressions.filter(({ id, language }) => id !== text.id && language === text.language)
  const [chosen, setChosen] = useState<string | null>(
    (others.find(({ validFrom }) => validFrom < text.validFrom) ?? others[0])?.id ?? null,
  )
  return (
    <>
      <PageHeader
        title={t('legislation.redline')}
        about={t('legislation.redline_about', { title: text.law.title })}
        back={{ to: `/legislation/texts/${text.id}`, label: text.law.title }}
      />
      {chosen === null ? (
        <EmptyState icon="book" title={t('legislation.no_other_text')} />
      ) : (
        <Stack>
          <ChoiceField
            label={t('legislation.compare_with')}
            as="select"
            options={others.map(({ id, validFrom }) => ({ value: id, label: formatDate(validFrom) }))}
            value={chosen}
            onChange={setChosen}
          />
          <With key={chosen} text={text} otherId={chosen} />
        </Stack>
      )}
    </>
  )
}

const With = ({ text, otherId }: { text: LawTextView; otherId: string }) => (
  <Asked query={useLawText(otherId)}>{(other) => <Redlined texts={[text, other]} />}</Asked>
)

/** From the earlier to the later, whichever was opened. */
function Redlined({ texts }: { texts: readonly [LawTextView, LawTextView] }) {
  const line = useMemo(() => {
    const [one, two] = texts
    const [before, after] = one.validFrom <= two.validFrom ? [one, two] : [two, one]
    return redlineOfRows(before, before.provisions, after, after.provisions)
  }, [texts])
  return <RedlineView line={line} language={texts[0].language} />
}
