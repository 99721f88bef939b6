import { CheckboxField, Disclosure, EmptyState, Stack, Text, TextField, useMessages } from '@gloact/ui'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Citation } from '../contract/assessments.ts'
import type { LawEntry, LawTextView } from '../contract/laws.ts'
import { suggested } from '../domain/suggest.ts'
import { Asked } from './asked.tsx'
import { ChooseText } from './choose-text.tsx'
import { useLaws, useLawText } from './queries.ts'

interface PickProps {
  /** What the provisions are to answer, for suggestions. */
  readonly about: string
  readonly citations: readonly Citation[]
  readonly onChange: (citations: readonly Citation[]) => void
}

/** Picks provisions in the text of a law: what is picked is one provision of one dated text. */
export function PickProvisions(props: PickProps) {
  return <Asked query={useLaws()}>{({ items }) => <InLaws laws={items} {...props} />}</Asked>
}

function InLaws({ laws, ...props }: PickProps & { laws: readonly LawEntry[] }) {
  const { t } = useMessages()
  const texts = laws.flatMap(({ title, expressions }) => expressions.map((text) => ({ ...text, title })))
  const [chosen, setChosen] = useState<string | null>(props.citations[0]?.expressionId ?? latest(laws))
  if (texts.length === 0) return <EmptyState icon="book" title={t('legislation.no_laws')} />
  return (
    <Stack>
      <ChooseText label={t('legislation.law_text')} texts={texts} value={chosen} onChange={setChosen} />
      {chosen !== null && <InText expressionId={chosen} {...props} />}
    </Stack>
  )
}

/** The text that is most likely meant: the latest of all. */
const latest = (laws: readonly LawEntry[]): string | null =>
  laws.flatMap(({ expressions }) => expressions).toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]?.id ?? null

function InText({ expressionId, ...props }: PickProps & { expressionId: string }) {
  return <Asked query={useLawText(expressionId)}>{(text) => <Provisions text={text} {...props} />}</Asked>
}

const MOST = 60

function Provisions({ text, about, citations, onChange }: PickProps & { text: LawTextView }) {
  const { t } = useMessages()
  const [sought, setSought] = useState('')
  const words = useDeferredValue(sought.trim().toLowerCase())
  const picked = (eId: string) => citations.some((one) => one.expressionId === text.id && one.eId === eId)
  const found = text.provisions.filter(
    ({ eId, num, heading, text: own, after }) =>
      picked(eId) || [num, heading, ...own, ...after].join(' ').toLowerCase().includes(words),
  )
  const likely = useMemo(() => suggested(about, text.provisions, text.language), [about, text])
  const toggle = (eId: string, on: boolean) => {
    const others = citations.filter((one) => one.expressionId !== text.id || one.eId !== eId)
    onChange(on ? [...others, { expressionId: text.id, eId }] : others)
  }
  return (
    <Stack gap="sm">
      {likely.length > 0 && (
        <Disclosure summary={t('legislation.suggestions', { count: likely.length })}>
          <Stack gap="xs">
            <Text tone="quiet" size="sm">
              {t('legislation.suggestions_about')}
            </Text>
            <div role="group" aria-label={t('legislation.suggestions_label')} lang={text.language} dir="auto">
              {likely.map(({ eId, num, heading, text: own, after }) => (
                <CheckboxField
                  key={eId}
                  label={[num, heading].filter(Boolean).join(' ') || '¶'}
                  help={[...own, ...after].join(' ').slice(0, 400)}
                  value={picked(eId)}
                  onChange={(on) => toggle(eId, on)}
                />
              ))}
            </div>
          </Stack>
        </Disclosure>
      )}
      <TextField type="search" label={t('legislation.find_in_text')} value={sought} onChange={setSought} />
      <div role="group" aria-label={t('legislation.provisions')} lang={text.language} dir="auto">
        <Stack gap="xs">
          {found.slice(0, MOST).map(({ eId, num, heading, text: own, after, depth }) => (
            <div key={eId} style={{ paddingInlineStart: `${Math.min(depth, 4)}rem` }}>
              <CheckboxField
                label={[num, heading].filter(Boolean).join(' ') || '¶'}
                help={[...own, ...after].join(' ').slice(0, 400)}
                value={picked(eId)}
                onChange={(on) => toggle(eId, on)}
              />
            </div>
          ))}
        </Stack>
      </div>
      {found.length > MOST && (
        <Text tone="quiet">{t('legislation.more_provisions', { count: found.length - MOST })}</Text>
      )}
    </Stack>
  )
}
