import { CLIENT_PROBLEMS, clientProblem } from '@gloact/http/client'
import { dateIn, newId } from '@gloact/kernel'
import { draftKey, type DraftOf } from '@gloact/offline'
import {
  Button,
  Callout,
  ErrorState,
  LoadingState,
  PageHeader,
  Row,
  SavedState,
  Stack,
  Text,
  hasKeyboard,
  useDraft,
  useHandedOver,
  useLeaveNow,
  useMessages,
  useNavigation,
  Wizard,
  type UsedDraft,
} from '@gloact/ui'
import { useState } from 'react'
import { useDirectory } from '../directory.ts'
import { ofContact } from '../outbox/draft-places.ts'
import { usePrincipal } from '../principal.ts'
import type { BrowserFileRules } from '../rules.ts'
import { useNow } from '../use-now.ts'
import { begun, CONTACT_PARTS, EMPTY_CONTACT, pagesOf, partOf, stepOf, type ContactDraft } from './contact-draft.ts'
import { useContactParts } from './contact-parts.ts'
import { identitySections, pageOfProblem, useContactSteps } from './contact-steps.tsx'
import { toContact } from '../search/search-handover.ts'
import { useRulesOnDevice } from '../outbox/rules-on-device.ts'
import { UnsentContacts, useUnsentContacts } from './unsent-contacts.tsx'
import { useSending } from './use-sending.ts'

type UsedContact = UsedDraft<ContactDraft>

/**
 * Meeting a person for the first time: safety, screening, agreement, an earlier file or a new one. Everything is kept
 * sealed on this device alone until it is sent, and works without a signal until then.
 */
export function FirstContact() {
  const { t } = useMessages()
  const contacts = useUnsentContacts()
  const [fresh, setFresh] = useState(newContact)
  // Null: nobody has said yet which. Where none is waiting, it is a new one.
  const [chosen, setChosen] = useState<DraftOf | null>(null)
  const [counted, setCounted] = useState(false)
  const startNew = () => {
    const next = newContact()
    setFresh(next)
    setChosen(next)
    setCounted(false)
  }
  if (counted) return <Counted onNext={startNew} />
  if (contacts === undefined) return <LoadingState what={t('protection.contact.loading')} />
  if (chosen === null && contacts.some(({ of }) => draftKey(of) !== draftKey(fresh))) {
    return <UnsentContacts contacts={contacts} onResume={setChosen} onNew={startNew} />
  }
  const of = chosen ?? fresh
  return <OneContact key={draftKey(of)} of={of} onCounted={() => setCounted(true)} />
}

/** A contact of its own: several wait side by side on one device. */
const newContact = (): DraftOf => ofContact(newId())

function OneContact({ of, onCounted }: Pick<ContactProps, 'of' | 'onCounted'>) {
  const { t } = useMessages()
  const contact = useDraft<ContactDraft>(draftKey(of), EMPTY_CONTACT)
  const { thing: searched = '' } = useHandedOver(toContact)
  const { rules, complete } = useRulesOnDevice()
  if (!contact.ready || !rules) return <LoadingState what={t('protection.contact.loading')} />
  return (
    <Contact of={of} contact={contact} rules={rules} complete={complete} searched={searched} onCounted={onCounted} />
  )
}

interface ContactProps {
  readonly of: DraftOf
  readonly contact: UsedContact
  readonly rules: BrowserFileRules
  readonly complete: boolean
  readonly onCounted: () => void
  /** Who was searched for before, and not found. */
  readonly searched: string
}

function Contact({ of, contact, rules, complete, onCounted, searched }: ContactProps) {
  const { t } = useMessages()
  const { go } = useNavigation()
  const leave = useLeaveNow()
  const directory = useDirectory()
  const me = usePrincipal()
  const now = useNow()
  const today = dateIn(now, rules.timeZone)
  const draft = contact.value
  const sections = identitySections(rules)
  const pages = pagesOf(draft, sections, rules.shortScreening)
  const step = stepOf(pages, draft.page)

  // What was looked for before the contact begins is this person's name; one that had begun may be another's.
  const change = (made: Partial<ContactDraft>) =>
    contact.change((before) =>
      begun({ ...before, ...(before.ids === null && searched !== '' && { searched }), ...made }, Date.now(), today),
    )
  const onPage = (page: string) => change({ page })

  const { busy, problem, send, count } = useSending({
    of,
    circumstances: {
      indicatorSet: rules.indicatorSet,
      identityForm: rules.forms.find((form) => form.id === 'identity'),
      assessmentForm: rules.forms.find((form) => form.id === 'assessment'),
      timeZone: rules.timeZone,
      consentMonths: rules.consentMonths,
      userId: me?.userId ?? null,
      explained: (kind) => t(`protection.refusal.happens.${kind}`),
    },
    change,
    discard: contact.discard,
  })
  const parts = useContactParts()
  const stepFor = useContactSteps({
    draft,
    change,
    rules,
    complete,
    directory,
    me,
    today,
    failures: problem?.fields ?? [],
    onPage,
    parts,
  })

  const onlyTeam = me?.teamIds.length === 1 ? (me.teamIds[0] ?? null) : null
  const sendNow = () => void send({ ...draft, teamId: draft.teamId ?? onlyTeam })

  if (draft.unanswered) {
    return (
      <Stack>
        <PageHeader title={t('protection.contact.title')} />
        {busy ? (
          <LoadingState what={t('protection.contact.sending')} />
        ) : (
          <ErrorState
            title={t('protection.contact.unanswered.title')}
            safe={t('protection.contact.unanswered.safe')}
            {...(problem ? { problem } : { problem: UNANSWERED })}
            action={
              <Button kind="primary" icon="send" onPress={sendNow}>
                {t('protection.contact.unanswered.again')}
              </Button>
            }
          />
        )}
      </Stack>
    )
  }

  const page = pages[step] ?? 'safe'
  const finish = () => {
    if (page === 'refusal') void count(draft).then((recorded) => recorded && onCounted())
    else sendNow()
  }
  const fixPage = problem ? pageOfProblem(problem.code, sections) : undefined
  return (
    <Stack>
      {problem && (
        <ErrorState
          problem={problem}
          title={t('protection.contact.not_sent')}
          safe={t('protection.contact.not_sent_safe')}
          action={
            fixPage !== undefined &&
            pages.includes(fixPage) && (
              <Button onPress={() => onPage(fixPage)}>{t('protection.contact.send.go_there')}</Button>
            )
          }
        />
      )}
      <Wizard
        label={t('protection.contact.title')}
        steps={pages.map((id) => ({ ...stepFor(id), part: partOf(id) }))}
        parts={CONTACT_PARTS.length}
        step={step}
        onStep={(next) => onPage(pages[next] ?? page)}
        onFinish={finish}
        finishLabel={t(finishLabelOf(page))}
        busy={busy}
        onClose={() => go('/')}
        footer={<Footer contact={contact} onLeave={leave} />}
      />
      {parts.map(({ id, Keep }) => (
        <Keep key={id} />
      ))}
    </Stack>
  )
}

/** What the answer to a request that was sent before this page was loaded is said as. */
const UNANSWERED = clientProblem(CLIENT_PROBLEMS.unreachable)

function finishLabelOf(page: string): string {
  if (page === 'refusal') return 'protection.refusal.count'
  if (page === 'add') return 'protection.contact.add.send'
  return page === 'send' ? 'protection.contact.send.send' : 'protection.contact.go_on'
}

/** Where it is kept, and how to leave. */
function Footer({ contact, onLeave }: { contact: UsedContact; onLeave: () => void }) {
  const { t } = useMessages()
  return (
    <>
      {contact.sealed && contact.state.kind !== 'idle' ? (
        <SavedState state={contact.state} />
      ) : (
        <Text as="span" size="sm">
          {t(contact.sealed ? 'protection.contact.device_only' : 'protection.contact.not_sealed')}
        </Text>
      )}
      <Button kind="quiet" size="sm" onPress={onLeave}>
        {t(hasKeyboard() ? 'ui.leave.now' : 'ui.leave.now_touch')}
      </Button>
    </>
  )
}

/** An adult was counted who declined to be recorded: nothing else is left of it. */
function Counted({ onNext }: { onNext: () => void }) {
  const { t } = useMessages()
  return (
    <Stack gap="lg">
      <PageHeader title={t('protection.refusal.done')} />
      <Callout tone="success" title={t('protection.refusal.done_title')}>
        {t('protection.refusal.done_about')}
      </Callout>
      <Row>
        <Button kind="primary" to="/">
          {t('protection.refusal.to_work')}
        </Button>
        <Button onPress={onNext}>{t('protection.contact.resume.new')}</Button>
      </Row>
    </Stack>
  )
}
