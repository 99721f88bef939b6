import { Stack } from '@gloact/ui'
import { ConsentDeclining } from './consent-declining.tsx'
import { ConsentInForce } from './consent-in-force.tsx'
import { ConsentsRecorded } from './consents-recorded.tsx'

/** What the person agreed to, what is in force, and what they declined. */
export function ConsentPanel() {
  return (
    <Stack gap="xl">
      <ConsentInForce />
      <ConsentsRecorded />
      <ConsentDeclining />
    </Stack>
  )
}
