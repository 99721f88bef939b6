import type { ReactNode } from 'react'
import { Stack } from '../layout/layout.tsx'

/** Fields that are sent together; Enter sends. Checks are ours: the browser's bubbles are in its language, not the page's. */
export function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Stack gap="lg">{children}</Stack>
    </form>
  )
}
