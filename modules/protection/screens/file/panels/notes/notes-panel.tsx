import {
  Button,
  Callout,
  ChoiceField,
  EmptyState,
  LongText,
  Section,
  Stack,
  Text,
  Timeline,
  useNavigation,
  type IconName,
} from '@gloact/ui'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { NOTE_KINDS, type NoteKind } from '../../../../domain/file/words.ts'
import { fileAddress } from '../../../file-address.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { CorrectEntry, MistakesOf } from '../../../panel/correct-entry.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = { readonly kind: NoteKind; readonly text: string; readonly on: string | null }

const ICONS: Readonly<Record<NoteKind, IconName>> = {
  general: 'note',
  contact: 'phone',
  visit: 'place',
  safety: 'shield',
  supervision: 'users',
}

/** What was done and seen, the latest first. Not what the person told: that has its own place. */
export function NotesPanel() {
  const { file, today, may } = useFile()
  const { t, formatDate, staff } = useWords()
  const form = usePanelForm<Fields>('note_added', { kind: 'general', text: '', on: today })
  const mayAdd = may('action.note_added') && isInWork(file)
  const { add: asked }: { readonly add?: unknown } = useSearch({ strict: false })
  const { go } = useNavigation()
  const { begin, open, ready } = form
  // Asked for from another section: begun once, and not again when this one is come back to.
  const beginAsked = useEffectEvent(() => {
    if (mayAdd && !open) begin()
    go(fileAddress(file.id, 'notes'), { replace: true, keepPlace: true })
  })
  useEffect(() => {
    if (asked === true && ready) beginAsked()
  }, [asked, ready])
  const text = wordsOrNull(form.fields.text)
  const notedOn = soundDay(form.fields.on, { from: file.openedOn, today })
  const newestFirst = file.notes.toReversed().toSorted((a, b) => (a.payload.notedOn < b.payload.notedOn ? 1 : -1))
  const submit = () =>
    void form.send({
      type: 'note_added',
      payload: text && notedOn ? { kind: form.fields.kind, text, notedOn } : null,
      on: notedOn,
      said: t('protection.note.added'),
    })
  const add = mayAdd && !form.open && (
    <Button kind="primary" icon="plus" onPress={() => form.begin()}>
      {t('protection.note.add')}
    </Button>
  )
  return (
    <Section title={t('protection.note.title')} actions={file.notes.length > 0 && add}>
      <Stack>
        {mayAdd && form.open && (
          <ActionForm
            form={form}
            title={t('protection.note.new')}
            submit={t('protection.note.submit')}
            onSubmit={submit}
          >
            <Callout tone="notice" title={t('protection.note.no_testimony')}>
              <Text>{t('protection.note.no_testimony_about')}</Text>
            </Callout>
            <ChoiceField
              label={t('protection.note.kind')}
              // A list: on a phone what is written stands on the first screen.
              as="select"
              required
              value={form.fields.kind}
              onChange={(next) => form.set({ kind: NOTE_KINDS.find((kind) => kind === next) ?? 'general' })}
              options={NOTE_KINDS.map((kind) => ({ value: kind, label: t(`protection.note.kind.${kind}`) }))}
            />
            <LongText
              label={t('protection.note.text')}
              help={t('protection.note.text_help')}
              required
              error={missingText(t, form.tried, form.fields.text)}
              rows={5}
              maxLength={20_000}
              value={form.fields.text}
              onChange={(typed) => form.set({ text: typed })}
            />
            <DayField
              label={t('protection.note.on')}
              value={form.fields.on}
              onChange={(on) => form.set({ on })}
              tried={form.tried}
            />
          </ActionForm>
        )}
        {newestFirst.length === 0 && !form.open && (
          <EmptyState
            icon="note"
            title={t('protection.note.none')}
            about={t('protection.note.none_about')}
            action={add || undefined}
          />
        )}
        {newestFirst.length > 0 && (
          <Timeline
            label={t('protection.note.title')}
            entries={newestFirst.map((note) => ({
              id: note.actionId,
              icon: ICONS[note.payload.kind],
              title: t(`protection.note.kind.${note.payload.kind}`),
              at: formatDate(note.payload.notedOn),
              who: staff(note.actor),
              body: (
                <>
                  <Paragraphs text={note.payload.text} />
                  <CorrectEntry kind="note_added" entry={note} />
                </>
              ),
            }))}
          />
        )}
        <MistakesOf kinds={['note_added']} />
      </Stack>
    </Section>
  )
}
