import type { PartialDate } from '@gloact/kernel'
import { lengthIn } from '@gloact/records/shape'
import {
  ActionMenu,
  Button,
  CheckboxField,
  ChoiceField,
  DateField,
  Dialog,
  Form,
  LongText,
  Refusal,
  Row,
  Stack,
  Text,
  TextField,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import type { MistakeView } from '../../contract/file/corrections.ts'
import { newAction } from '../new-action.ts'
import { useFile } from '../reading/file-context.tsx'
import { entryText } from '../reading/change-words.ts'
import { isInWork } from './file-status.ts'
import { useWords } from './use-words.ts'
import { entryKind, type EntryType } from '../../domain/file/actions/entries.ts'
import { NOTE_KINDS } from '../../domain/file/words.ts'

/** What is drawn for a field that can be corrected. */
const DRAWN: Readonly<Record<string, 'day' | 'text' | 'long' | 'yes' | 'note_kind' | 'language'>> = {
  kind: 'note_kind',
  language: 'language',
  notedOn: 'day',
  consentOn: 'day',
  declinedOn: 'day',
  appointedOn: 'day',
  agreedOn: 'day',
  assessedOn: 'day',
  heldOn: 'day',
  nextReviewOn: 'day',
  decidedOn: 'day',
  explainedBy: 'text',
  interpreter: 'text',
  witness: 'text',
  guardian: 'text',
  participants: 'text',
  text: 'long',
  explained: 'long',
  reasons: 'long',
  overallReason: 'long',
  findings: 'long',
  legalBasis: 'long',
  notice: 'long',
  bestInterestsBasis: 'long',
  agreedWithPerson: 'yes',
}

export interface CorrectEntryProps {
  readonly kind: EntryType
  readonly entry: { readonly actionId: string; readonly payload: object }
}

/** Says of an entry that something in it is wrong, or that it was recorded in error. Both keep what it said. */
export function CorrectEntry({ kind, entry }: CorrectEntryProps) {
  const { t } = useWords()
  const { file, may } = useFile()
  const [open, setOpen] = useState<'correct' | 'strike'>()
  const mayCorrect =
    entryKind(kind).entry.correctable.length > 0 &&
    may('action.entry_corrected') &&
    (kind !== 'decision_recorded' || may('action.decision_recorded'))
  const mayStrike = entryKind(kind).entry.strikable && may('action.entry_struck')
  if (!isInWork(file) || (kind !== 'decision_recorded' && !may(`action.${kind}`)) || (!mayCorrect && !mayStrike))
    return null
  return (
    <>
      <ActionMenu
        label={t('protection.correction.menu')}
        items={[
          ...(mayCorrect
            ? [{ label: t('protection.correction.correct'), icon: 'edit' as const, onChoose: () => setOpen('correct') }]
            : []),
          ...(mayStrike
            ? [{ label: t('protection.correction.strike'), icon: 'undo' as const, onChoose: () => setOpen('strike') }]
            : []),
        ]}
      />
      <Dialog
        title={t(open === 'strike' ? 'protection.correction.strike_title' : 'protection.correction.correct_title')}
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
      >
        {open && <Correction kind={kind} entry={entry} how={open} onDone={() => setOpen(undefined)} />}
      </Dialog>
    </>
  )
}

interface CorrectionProps extends CorrectEntryProps {
  readonly how: 'correct' | 'strike'
  readonly onDone: () => void
}

type Values = Readonly<Record<string, unknown>>

function Correction({ kind, entry, how, onDone }: CorrectionProps) {
  const { t } = useWords()
  const { record } = useFile()
  const before = entry.payload as Values
  const [values, setValues] = useState<Values>(before)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const keys: readonly string[] =
    how === 'correct' ? entryKind(kind).entry.correctable.filter((key) => key in DRAWN) : []
  const changes = Object.fromEntries(keys.filter((key) => values[key] !== before[key]).map((key) => [key, values[key]]))
  const nothing = how === 'correct' && Object.keys(changes).length === 0
  const send = async () => {
    setTried(true)
    if (reason.trim() === '' || nothing) return
    setBusy(true)
    const said = { entryId: entry.actionId, reason: reason.trim() }
    const action =
      how === 'strike' ? newAction('entry_struck', said) : newAction('entry_corrected', { ...said, kind, changes })
    const result = await record([action])
    setBusy(false)
    if (result.ok) onDone()
  }
  const set = (key: string, value: unknown) => setValues((now) => ({ ...now, [key]: value }))
  return (
    <Form onSubmit={() => void send()}>
      <Text>{t(how === 'strike' ? 'protection.correction.strike_about' : 'protection.correction.correct_about')}</Text>
      {keys.map((key) => (
        <Correctable
          key={key}
          name={key}
          maxLength={lengthOf(kind, key)}
          value={values[key]}
          onChange={(value) => set(key, value)}
        />
      ))}
      <LongText
        label={t('protection.correction.reason')}
        help={t('protection.correction.reason_help')}
        required
        rows={2}
        maxLength={2_000}
        error={tried && reason.trim() === '' ? t('protection.correction.reason_missing') : undefined}
        value={reason}
        onChange={setReason}
      />
      <Refusal>{tried && nothing && t('protection.nothing_corrected')}</Refusal>
      <Row>
        <Button type="submit" kind="primary" busy={busy}>
          {t(how === 'strike' ? 'protection.correction.strike_submit' : 'protection.correction.correct_submit')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('protection.panel.cancel')}
        </Button>
      </Row>
    </Form>
  )
}

/** How long the words of a field may be: as when they were recorded. */
const lengthOf = (kind: EntryType, key: string): number => lengthIn(entryKind(kind).shape, key) ?? 200

interface CorrectableProps {
  readonly name: string
  readonly maxLength: number
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function Correctable({ name, maxLength, value, onChange }: CorrectableProps) {
  const { t, list, label: labelOf } = useWords()
  const label = t(`protection.correction.field.${name}`)
  const words = typeof value === 'string' ? value : ''
  const typed = (text: string) => onChange(text.trim() === '' ? null : text)
  switch (DRAWN[name]) {
    case 'day':
      return (
        <DateField
          label={label}
          precision="day"
          value={(value ?? null) as PartialDate | null}
          onChange={(day) => onChange(day)}
        />
      )
    case 'yes':
      return <CheckboxField label={label} value={value === true} onChange={onChange} />
    case 'note_kind':
      return (
        <ChoiceField
          label={label}
          required
          value={words}
          onChange={(next) => next !== null && onChange(next)}
          options={NOTE_KINDS.map((kind) => ({ value: kind, label: t(`protection.note.kind.${kind}`) }))}
        />
      )
    case 'language':
      return (
        <ChoiceField
          label={label}
          as="select"
          required
          value={words}
          onChange={(next) => next !== null && onChange(next)}
          options={list('language').codes.map(({ code }) => ({ value: code, label: labelOf('language', code) }))}
        />
      )
    case 'text':
      return <TextField label={label} maxLength={maxLength} value={words} onChange={typed} />
    default:
      return <LongText label={label} rows={4} maxLength={maxLength} value={words} onChange={typed} />
  }
}

/** What entries of these kinds said before they were corrected, and those recorded in error: struck through, with why. */
export function MistakesOf({ kinds }: { kinds: readonly EntryType[] }) {
  const messages = useMessages()
  const { t, staff } = useWords()
  const { file } = useFile()
  const mistakes = file.mistakes.filter(({ kind }) => (kinds as readonly string[]).includes(kind))
  if (mistakes.length === 0) return null
  return (
    <Stack gap="xs">
      <Text tone="strong">{t('protection.correction.title')}</Text>
      {mistakes.map((mistake) => (
        <Stack key={mistake.correctedIn} gap="xs">
          <Text>
            <s>
              <bdi>{wasText(mistake, messages)}</bdi>
            </s>
          </Text>
          <Text size="sm" tone="quiet">
            {t(mistake.struck ? 'protection.correction.struck_line' : 'protection.correction.corrected_line', {
              kind: t(`protection.correction.kind.${mistake.kind}`),
              when: messages.formatInstant(mistake.happenedAt as never),
              who: staff(mistake.actor),
              reason: mistake.reason,
            })}
          </Text>
        </Stack>
      ))}
    </Stack>
  )
}

/** The dates and words that an entry had; codes and answers of other kinds stand in its difference. */
function wasText(mistake: MistakeView, messages: ReturnType<typeof useMessages>): string {
  const keys: readonly string[] = Object.keys(mistake.was).filter((key) =>
    ['day', 'text', 'long'].includes(DRAWN[key] ?? ''),
  )
  return entryText(Object.fromEntries(keys.map((key) => [key, mistake.was[key]])), messages)
}
