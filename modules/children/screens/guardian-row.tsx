import { Stack } from '@gloact/ui'
import { UpheldComplaints } from './guardian-complaints.tsx'
import { GuardianTraining } from './guardian-training.tsx'

/** What is known of a guardian beside what the register itself says. */
export function GuardianRow({ row }: { readonly row: { readonly id: string } }) {
  return (
    <Stack gap="lg">
      <UpheldComplaints row={row} />
      <GuardianTraining row={row} />
    </Stack>
  )
}
