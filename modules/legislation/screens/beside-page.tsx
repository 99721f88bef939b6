import { Callout, ChoiceField, Columns, PageHeader, Stack, Text, useMessages, useNavigation } from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import type { LawTextView, ProvisionView } from '../contract/laws.ts'
import { Asked } from './asked.tsx'
import { ProvisionText } from './provision-text.tsx'
import { useLawText } from './queries.ts'

/** Two texts of a law side by side, provision by provision: in two languages, or of two days. */
export function BesidePage() {
  const { expressionId = '', otherId = '' }: { expressionId?: string; otherId?: string } = useParams({ strict: false })
  const [one, two] = [useLawText(expressionId), useLawText(otherId)]
  return (
    <Asked query={one}>{(text) => <Asked query={two}>{(other) => <Beside text={text} other={other} />}</Asked>}</Asked>
  )
}

function Beside({ text, other }: { text: LawTextView; other: LawTextView }) {
  const { t, formatDate } = useMessages()
  const { go } = useNavigation()
  const name = ({ validFrom, language }: Pick<LawTextView, 'validFrom' | 'language'>) =>
    `${formatDate(validFrom)} (${language})`
  const rows = aligned(text.provisions, other.provisions)
  const alone = rows.filter(({ left, right }) => !left || !right).length
  return (
    <>
      <PageHeader
        title={<bdi>{text.law.title}</bdi>}
        back={{ to: `/legislation/texts/${text.id}`, label: t('legislation.text') }}
        about={t('legislation.beside_about')}
      />
      <Stack>
        <ChoiceField
          label={t('legislation.other_text')}
          as="select"
          options={text.law.expressions
            .filter(({ id }) => id !== text.id)
            .map((one) => ({ value: one.id, label: name(one) }))}
          value={other.id}
          onChange={(id) => id !== null && go(`/legislation/texts/${text.id}/beside/${id}`)}
        />
        {alone > 0 && <Callout>{t('legislation.alone', { count: alone })}</Callout>}
        <Columns min="18rem">
          <Text tone="strong">{name(text)}</Text>
          <Text tone="strong">{name(other)}</Text>
        </Columns>
        {rows.map(({ eId, left, right }) => (
          <Columns key={eId} min="18rem">
            <Side provision={left} language={text.language} />
            <Side provision={right && { ...right, eId: `${right.eId}--other` }} language={other.language} />
          </Columns>
        ))}
      </Stack>
    </>
  )
}

function Side({ provision, language }: { provision: ProvisionView | undefined; language: string }) {
  const { t } = useMessages()
  if (!provision) return <Text tone="quiet">{t('legislation.not_in_text')}</Text>
  return (
    <div lang={language} dir="auto">
      <ProvisionText provision={provision} />
    </div>
  )
}

interface Pair {
  readonly eId: string
  readonly left: ProvisionView | undefined
  readonly right: ProvisionView | undefined
}

/** By address, in the order of the first text; what stands in the second alone comes after what it follows there. */
function aligned(left: readonly ProvisionView[], right: readonly ProvisionView[]): readonly Pair[] {
  const other = new Map(right.map((provision) => [provision.eId, provision]))
  const mine = new Set(left.map(({ eId }) => eId))
  const after = new Map<string, ProvisionView[]>()
  let above = ''
  for (const provision of right) {
    if (mine.has(provision.eId)) above = provision.eId
    else after.set(above, [...(after.get(above) ?? []), provision])
  }
  const alone = (eId: string): Pair[] =>
    (after.get(eId) ?? []).map((provision) => ({ eId: provision.eId, left: undefined, right: provision }))
  return [
    ...alone(''),
    ...left.flatMap((provision) => [
      { eId: provision.eId, left: provision, right: other.get(provision.eId) },
      ...alone(provision.eId),
    ]),
  ]
}
