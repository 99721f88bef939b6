import { Stack, useDrafts } from '@gloact/ui'
import { useEffect, useState } from 'react'
import { useFile } from '../../../reading/file-context.tsx'
import { ConsentDeclining } from './consent-declining.tsx'
import { ConsentInForce } from './consent-in-force.tsx'
import { ConsentsWaiting } from './consents-waiting.tsx'
import { ConsentsRecorded } from './consents-recorded.tsx'
import { MistakesOf } from '../../../panel/correct-entry.tsx'
import { isInWork } from '../../../panel/file-status.ts'
import { consentDraftKey, RecordConsent } from './record-consent.tsx'

/** What the person agreed to, what is in force, and what they declined; or, while it is asked for, that alone. */
export function ConsentPanel() {
  const { file, may } = useFile()
  const drafts = useDrafts()
  const [recording, setRecording] = useState(false)
  const key = consentDraftKey(file.id)
  const mayRecord = may('action.consent_recorded') && isInWork(file)

  // What was begun and not recorded is gone on with.
  useEffect(() => {
    let current = true
    void drafts.load(key).then((draft) => {
      if (current && draft) setRecording(true)
    })
    return () => {
      current = false
    }
  }, [drafts, key])

  if (recording && mayRecord) return <RecordConsent onClose={() => setRecording(false)} />
  return (
    <Stack gap="xl">
      <ConsentInForce onRecord={mayRecord ? () => setRecording(true) : undefined} />
      <ConsentsWaiting />
      <ConsentsRecorded />
      <ConsentDeclining />
      <MistakesOf kinds={['consent_recorded', 'refusal_recorded']} />
    </Stack>
  )
}
