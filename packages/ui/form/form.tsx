import type { ReactNode } from 'react'
import { Stack } from '../layout/layout.tsx'

const FIRST_WRONG = '[aria-invalid=true], fieldset[data-invalid] :is(input, select, textarea, button)'

/** Fields that are sent together; Enter sends. Checks are ours: the browser's bubbles are in its language, not the page's. */
export function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
        const form = event.currentTarget
        // Once it is drawn what is wrong: whoever cannot see it, or has scrolled past it, is taken there.
        requestAnimationFrame(() => form.querySelector<HTMLElement>(FIRST_WRONG)?.focus())
      }}
    >
      <Stack gap="lg">{children}</Stack>
    </form>
  )
}
