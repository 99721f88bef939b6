import { type ReactNode, useRef } from 'react'
import { useWrongInputs, WrongInputsProvider } from '../fields/wrong-input.tsx'
import { Stack } from '../layout/layout.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Refusal } from '../say/refusal.tsx'
import { type Unsent, useLeavingForm } from './leaving-form.ts'

const FIRST_WRONG = '[aria-invalid=true], fieldset[data-invalid] :is(input, select, textarea, button)'
/** What is chosen from a list or a calendar is typed into nothing. */
const CHOSEN = '[role=option], [role=gridcell], [role=menuitemradio]'

export interface FormProps {
  readonly onSubmit: () => void
  /** What becomes of what is typed when the page is left: it asks, where nothing is said. */
  readonly unsent?: Unsent
  readonly children: ReactNode
}

/**
 * Fields that are sent together; Enter sends. Checks are ours: the browser's bubbles are in its language, not the page's.
 * While something typed in them cannot be read nothing is sent: it would go as "nothing given".
 */
export function Form({ onSubmit, unsent = 'asks', children }: FormProps) {
  const { t } = useMessages()
  const inputs = useWrongInputs()
  const element = useRef<HTMLFormElement>(null)
  const leaving = useLeavingForm(element, unsent)
  return (
    <form
      ref={element}
      noValidate
      autoComplete="off"
      onInput={leaving.typed}
      onSubmit={(event) => {
        event.preventDefault()
        if (!inputs.holdBack()) {
          leaving.sent()
          onSubmit()
        }
        const form = event.currentTarget
        // Once it is drawn what is wrong: anyone who cannot see it, or has scrolled past it, is taken there.
        requestAnimationFrame(() => form.querySelector<HTMLElement>(FIRST_WRONG)?.focus())
      }}
    >
      <WrongInputsProvider inputs={inputs}>
        {/* Lists and calendars open beside the form in the document, and are part of it here: a press in them is heard as well. */}
        <div
          role="presentation"
          onClick={({ target }) => {
            if (target instanceof Element && target.closest(CHOSEN)) leaving.typed()
          }}
        >
          <Stack gap="lg">{children}</Stack>
        </div>
        <Refusal>{inputs.held && t('ui.form.unreadable')}</Refusal>
      </WrongInputsProvider>
    </form>
  )
}
