import type { ReactNode } from 'react'
import { useWrongInputs, WrongInputsProvider } from '../fields/wrong-input.tsx'
import { Stack } from '../layout/layout.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Refusal } from '../say/refusal.tsx'

const FIRST_WRONG = '[aria-invalid=true], fieldset[data-invalid] :is(input, select, textarea, button)'

/**
 * Fields that are sent together; Enter sends. Checks are ours: the browser's bubbles are in its language, not the page's.
 * While something typed in them cannot be read nothing is sent: it would go as "nothing given".
 */
export function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  const { t } = useMessages()
  const inputs = useWrongInputs()
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        if (!inputs.holdBack()) onSubmit()
        const form = event.currentTarget
        // Once it is drawn what is wrong: anyone who cannot see it, or has scrolled past it, is taken there.
        requestAnimationFrame(() => form.querySelector<HTMLElement>(FIRST_WRONG)?.focus())
      }}
    >
      <WrongInputsProvider inputs={inputs}>
        <Stack gap="lg">{children}</Stack>
        <Refusal>{inputs.held && t('ui.form.unreadable')}</Refusal>
      </WrongInputsProvider>
    </form>
  )
}
