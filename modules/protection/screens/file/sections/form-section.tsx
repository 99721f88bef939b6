import { checkComplete, pathOfPointer, wordsIn, type FormAnswers, type FormDefinition } from '@gloact/forms'
import {
  Button,
  Callout,
  Disclosure,
  EmptyState,
  FormRenderer,
  Heading,
  Link,
  LoadingState,
  Row,
  Stack,
  Text,
  useDraft,
  useMessages,
  TextField,
} from '@gloact/ui'
import { isAbsent, valueOf } from '@gloact/kernel'
import { draftKey } from '@gloact/offline'
import { useEffect, useMemo, useState } from 'react'
import { fileAddress } from '../../file-address.ts'
import { useFile } from '../../reading/file-context.tsx'
import { ofBecause, ofUnfit } from '../../outbox/draft-places.ts'
import { NAMES } from '../../../domain/file/file-names.ts'
import { mayBeChild } from '../../../domain/file/majority.ts'
import { figuresOf, hidesIdentity, hidesRestricted, isHidden } from '../../reading/form-views.ts'
import { Conflicts } from './conflicts.tsx'
import { OfOtherVersion } from './of-other-version.tsx'
import { Overtaken } from './together.tsx'
import { UnsentNotice } from './unsent-notice.tsx'

const NOTHING: FormAnswers = {}

/** Whether a form is filled in, and with which of its sections that began. */
interface Editing {
  readonly on: boolean
  readonly section?: string
}

const WHOLE: Editing = { on: true }
const READ: Editing = { on: false }

/** A form of more questions than these is folded: it would be many screens long. */
const MOST_UNFOLDED = 24

const questionsOf = ({ sections }: FormDefinition): number =>
  sections
    .flatMap(({ fields }) => fields)
    .reduce((sum, field) => sum + (field.type === 'group' ? field.fields.length : 1), 0)

interface FormSectionProps {
  readonly formId: string
  /** Where the section that it stands in has its name already. */
  readonly untitled?: boolean
}

/** One form of the country on a page: to read, and to fill in as people talk; saved by itself, and it says so. */
export function FormSection({ formId, untitled = false }: FormSectionProps) {
  const { t, language } = useMessages()
  const { file, rules, formView, unsent, may, today, identity } = useFile()
  const [checking, setChecking] = useState(false)
  // What is being filled in; nothing where it is read. Until somebody says, a form that is begun is read.
  const [editing, setEditing] = useState<Editing | undefined>()
  // What is typed and is no answer yet (a text that is too long, half a date): kept on the device like everything else.
  const unfit = useDraft<FormAnswers>(draftKey(ofUnfit(file.id, formId)), NOTHING)
  const form = rules.forms.find(({ id }) => id === formId)
  const view = formView(formId)
  const typed = unsent.of(formId)
  const answers = useMemo(() => ({ ...view?.answers, ...typed }), [view, typed])
  const hidden = useMemo(() => new Set(view?.hidden), [view])
  if (!form || !view) {
    return <EmptyState title={t('protection.file.no_section')} about={t('protection.file.no_section_about')} />
  }
  if (!unsent.ready || !unfit.ready) return <LoadingState what={t('protection.file.loading')} />

  const readOnly = !may('action.answers_recorded') || file.status === 'closed'
  const isBegun = Object.values(view.answers).some((answer) => !isAbsent(answer) || answer.absent !== 'not_asked')
  // What cannot be read as it stands (half a date) would be seen by nobody on a page to read.
  const isUnfit = Object.keys(unfit.value).length > 0
  const isTyped = Object.keys(typed).length > 0 || isUnfit
  const stays = isTyped && editing === undefined
  if (stays) setEditing(WHOLE)
  const edits = !readOnly && (editing === undefined ? !isBegun || isTyped : editing.on || isUnfit)
  const missing = checking
    ? checkComplete(form, answers).filter(({ pointer }) => !isHidden(view.hidden, pathOfPointer(pointer)))
    : []
  const { asked, answered } = figuresOf(form, { ...view, answers })
  const notAsked = asked - answered
  return (
    <Stack gap="lg">
      <Row justify="between">
        {untitled ? <span /> : <Heading level={2}>{wordsIn(form.title, language)}</Heading>}
        {!readOnly && (
          <Button
            kind={edits ? 'secondary' : 'primary'}
            icon={edits ? 'check' : 'edit'}
            onPress={() => setEditing(edits ? READ : WHOLE)}
          >
            {t(edits ? 'protection.file.done' : 'protection.file.edit')}
          </Button>
        )}
      </Row>
      <UnsentNotice />
      {readOnly && (
        <Text tone="quiet">
          {t(file.status === 'closed' ? 'protection.file.read_only_closed' : 'protection.file.read_only')}
        </Text>
      )}
      {!identity.isOpen && formId !== 'identity' && hidesIdentity(form, view.hidden) && may('file.read_identity') && (
        <Callout title={t('protection.file.identity.some_kept_back')}>
          <Link to={fileAddress(file.id, 'identity')}>{t('protection.file.identity.to_open')}</Link>
        </Callout>
      )}
      {hidesRestricted(form, view.hidden) && (
        <Callout title={t('protection.file.restricted.some_hidden')}>
          {may('action.audience_set') ? (
            <Link to={fileAddress(file.id, 'people')}>{t('protection.file.restricted.to_change')}</Link>
          ) : (
            t('protection.file.restricted.ask')
          )}
        </Callout>
      )}
      <OfOtherVersion form={form} />
      <Overtaken formId={formId} />
      <Conflicts forms={[formId]} />
      <FormRenderer
        key={`${form.id} ${edits ? (editing?.section ?? '') : 'read'}`}
        form={form}
        codeLists={rules.codeLists}
        answers={answers}
        hidden={hidden}
        addsUnseen={edits}
        isRecorded={(path) => (view.live[path]?.length ?? 0) > 0}
        readOnly={!edits}
        {...(!edits && {
          reading: readOnly ? {} : { onEdit: (section: string) => setEditing({ on: true, section }) },
        })}
        {...(edits && editing?.section !== undefined && { opened: editing.section })}
        today={today}
        failures={[...unsent.failuresOf(formId), ...missing]}
        {...(file.path === 'adult' &&
          formId === NAMES.form &&
          mayBeChild(valueOf(answers['birth_date']), today) && {
            notes: {
              birth_date: (
                <Callout
                  tone="notice"
                  urgent
                  title={t('protection.child_by_birth.title')}
                  actions={<Button to={fileAddress(file.id, 'age')}>{t('protection.child_by_birth.to_path')}</Button>}
                >
                  {t('protection.child_by_birth.about')}
                </Callout>
              ),
            },
          })}
        onChange={(edit) => unsent.edit(view, edit)}
        pending={unfit.value}
        {...(questionsOf(form) > MOST_UNFOLDED && {
          fold: {
            count: (of) => t('protection.file.answered', { ...of }),
            openAll: t('protection.file.open_all'),
            foldAll: t('protection.file.fold_all'),
          },
        })}
        onPending={(next) => (Object.keys(next).length === 0 ? void unfit.discard() : unfit.change(next))}
        {...(rules.callingCode === undefined ? {} : { callingCode: rules.callingCode })}
      />
      {edits && <Because formId={formId} />}
      {edits && (
        <Row>
          <Button kind="secondary" onPress={() => setEditing(READ)}>
            {t('protection.file.done')}
          </Button>
          <Button icon="check" onPress={() => setChecking(true)}>
            {t('protection.file.check')}
          </Button>
          {checking && (
            <span role="status">
              {missing.length === 0
                ? t('protection.file.nothing_missing', { count: notAsked })
                : t('protection.file.missing', { count: missing.length })}
            </span>
          )}
        </Row>
      )}
    </Stack>
  )
}

/** Why what was said before is being changed: optional, kept on the device, and shown with the change in the history. */
function Because({ formId }: { formId: string }) {
  const { file, unsent } = useFile()
  const { value, ready, change, discard } = useDraft<string>(draftKey(ofBecause(file.id, formId)), '')
  const { because } = unsent
  useEffect(() => {
    if (ready) because(formId, value)
  }, [because, formId, ready, value])
  if (!ready) return null
  return <Reason value={value} onChange={(typed) => (typed === '' ? void discard() : change(typed))} />
}

function Reason({ value, onChange }: { value: string; onChange: (typed: string) => void }) {
  const { t } = useMessages()
  // One that is still said is shown; it closes under nobody's hands.
  const [open] = useState(value !== '')
  return (
    <Disclosure summary={t('protection.file.because')} open={open}>
      <Stack gap="sm">
        <TextField
          label={t('protection.file.because_label')}
          help={t('protection.file.because_help')}
          maxLength={2_000}
          value={value}
          onChange={onChange}
        />
        {value !== '' && (
          <Row>
            <Button size="sm" onPress={() => onChange('')}>
              {t('protection.file.because_done')}
            </Button>
          </Row>
        )}
      </Stack>
    </Disclosure>
  )
}
