import { dateIn } from '@gloact/kernel'
import { Button, LoadingState, SavedState, useDraft, useMessages, Wizard, type SaveState } from '@gloact/ui'
import { useState } from 'react'
import type { ConsentRecorded } from '../../domain/file/payloads.ts'
import type { FilePath } from '../../domain/file/words.ts'
import type { Directory } from '../directory.ts'
import { useNow } from '../use-now.ts'
import { useAgencies } from './agencies.ts'
import { consentFrom, consentPayload, type ConsentDraft } from './consent-draft.ts'
import type { ConsentRules } from './consent-pages.tsx'
import { useConsentSteps } from './consent-steps.tsx'
import { CONSENT_PAGES } from './contact-draft.ts'

export interface ConsentFormProps {
  readonly path: FilePath
  readonly rules: ConsentRules
  readonly directory: Pick<Directory, 'agencyName' | 'teams'>
  /** An earlier consent to begin with: language, explainer and form are taken over, never answers or what is allowed. */
  readonly initial?: Partial<ConsentRecorded>
  /** Keeps what is typed sealed on the device under this key (`consent:<fileId>`) until it is done or cancelled. */
  readonly draftKey?: string
  /** Given what to record. Where it answers false it was not recorded, and what was typed stays. */
  readonly onDone: (payload: ConsentRecorded) => void | Promise<boolean>
  readonly onCancel: () => void
}

/** Recording consent from the explanation to who may be told what, one group of questions a page. */
export function ConsentForm(props: ConsentFormProps) {
  return props.draftKey === undefined ? (
    <HeldConsent {...props} />
  ) : (
    <KeptConsent {...props} draftKey={props.draftKey} />
  )
}

function HeldConsent(props: ConsentFormProps) {
  const [draft, setDraft] = useState(() => consentFrom(props.initial))
  return <ConsentWizard {...props} draft={draft} onChange={(made) => setDraft((before) => ({ ...before, ...made }))} />
}

function KeptConsent(props: ConsentFormProps & { readonly draftKey: string }) {
  const { t } = useMessages()
  const kept = useDraft<ConsentDraft>(props.draftKey, consentFrom(props.initial))
  if (!kept.ready) return <LoadingState what={t('protection.contact.loading')} />
  const { onDone, onCancel } = props
  return (
    <ConsentWizard
      {...props}
      draft={kept.value}
      saved={kept.state}
      onChange={(made) => kept.change((before) => ({ ...before, ...made }))}
      onDone={async (payload) => {
        const recorded = (await onDone(payload)) !== false
        if (recorded) await kept.discard()
        return recorded
      }}
      onCancel={() => void kept.discard().then(onCancel)}
    />
  )
}

interface ConsentWizardProps extends ConsentFormProps {
  readonly draft: ConsentDraft
  readonly onChange: (made: Partial<ConsentDraft>) => void
  readonly saved?: SaveState
}

const PAGES = CONSENT_PAGES.filter((page) => page !== 'consent.declined')

function ConsentWizard(props: ConsentWizardProps) {
  const { path, rules, directory, draft, onChange, onDone, onCancel, saved } = props
  const { t } = useMessages()
  const [step, setStep] = useState(0)
  const [busy, setBusy] = useState(false)
  const today = dateIn(useNow(), rules.timeZone)
  const circumstances = { path, today, consentMonths: rules.consentMonths }
  const agencies = useAgencies()
  const stepFor = useConsentSteps({
    draft,
    change: onChange,
    path,
    rules,
    directory,
    circumstances,
    agencies,
    declined: [],
  })
  const finish = async () => {
    const payload = consentPayload(draft, circumstances)
    if (!payload || busy) return
    setBusy(true)
    await onDone(payload)
    setBusy(false)
  }
  return (
    <Wizard
      label={t('protection.consent.title')}
      steps={PAGES.map(stepFor)}
      step={step}
      onStep={setStep}
      onFinish={() => void finish()}
      finishLabel={t('protection.consent.record')}
      busy={busy}
      footer={
        <>
          {saved && <SavedState state={saved} />}
          <Button kind="quiet" size="sm" onPress={onCancel}>
            {t('protection.consent.cancel')}
          </Button>
        </>
      }
    />
  )
}
