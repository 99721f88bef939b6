import { Callout, CheckboxField, Disclosure, EmptyState, Stack, Text, TextField, useMessages } from '@gloact/ui'
import { asPlainDate } from '@gloact/kernel'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Citation } from '../contract/assessments.ts'
import type { LawEntry, LawTextView } from '../contract/laws.ts'
import { type AssessedDay, datedTexts, standingOn } from '../domain/in-force.ts'
import { provisionLabels } from '../domain/provision-place.ts'
import { suggested } from '../domain/suggest.ts'
import { Asked } from './asked.tsx'
import { ChooseText } from './choose-text.tsx'
import { useLaws, useLawText } from './queries.ts'

interface PickProps {
  /** What the provisions are to answer, for suggestions. */
  readonly about: string
  /** Only texts in force on the day of the assessment are offered. */
  readonly day: AssessedDay
  readonly citations: readonly Citation[]
  readonly onChange: (citations: readonly Citation[]) => void
}

/** Picks provisions in the text of a law: what is picked is one provision of one dated text. */
export function PickProvisions(props: PickProps) {
  return <Asked query={useLaws()}>{({ items }) => <InLaws laws={items} {...props} />}</Asked>
}

function InLaws({ laws, ...props }: PickProps & { laws: readonly LawEntry[] }) {
  const { t, formatDate } = useMessages()
  const { texts, left } = offered(laws, props.day)
  const cited = texts.find(({ id }) => id === props.citations[0]?.expressionId)
  const [chosen, setChosen] = useState<string | null>((cited ?? latest(texts))?.id ?? null)
  if (laws.length === 0) return <EmptyState icon="book" title={t('legislation.no_laws')} />
  const when = formatDate(asPlainDate(props.day.asOf))
  if (texts.length === 0) return <EmptyState icon="book" title={t('legislation.no_text_in_force', { when })} />
  return (
    <Stack>
      <ChooseText label={t('legislation.law_text')} texts={texts} value={chosen} onChange={setChosen} />
      {left > 0 && <Callout>{t('legislation.texts_left', { count: left, when })}</Callout>}
      {chosen !== null && <InText expressionId={chosen} {...props} />}
    </Stack>
  )
}

/** The texts that may be cited as of a day, and how many of the library may not. */
export function offered(laws: readonly LawEntry[], day: AssessedDay) {
  const all = laws.flatMap(({ title, type, expressions }) =>
    datedTexts(expressions).map((text) => ({ ...text, title, type })),
  )
  const texts = all.filter((text) => standingOn(text, day) === 'in_force')
  return { texts, left: all.filter((text) => ['not_yet', 'bill'].includes(standingOn(text, day))).length }
}

/** The text that is most likely meant: the latest of those in force. */
const latest = <Text extends { readonly validFrom: string }>(texts: readonly Text[]): Text | undefined =>
  texts.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]

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
  const labels = useMemo(() => provisionLabels(text.provisions), [text])
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
              {likely.map(({ eId, text: own, after }) => (
                <CheckboxField
                  key={eId}
                  label={labels.get(eId) || '¶'}
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
          {found.slice(0, MOST).map(({ eId, text: own, after, depth }) => (
            <div key={eId} style={{ paddingInlineStart: `${Math.min(depth, 4)}rem` }}>
              <CheckboxField
                label={labels.get(eId) || '¶'}
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
