const FIELDS = 'input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled]), [data-next]'

/**
 * Enter leads to the next field, as Tab does, so that one hand stays on the number pad. Not in a text of several lines,
 * on a button, or where a list is open to choose from.
 */
export function toNextField(event: KeyboardEvent, frame: HTMLElement): void {
  const { target } = event
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return
  if (target.getAttribute('aria-expanded') === 'true') return
  const fields = [...frame.querySelectorAll<HTMLElement>(FIELDS)].filter((field) => field.offsetParent !== null)
  const here = fields.indexOf(target)
  // The other choices of a group are no next field: arrows lead among them.
  const next = fields.slice(here + 1).find((field) => !isOfGroup(field, target))
  event.preventDefault()
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}

const isOfGroup = (field: HTMLElement, of: HTMLInputElement | HTMLSelectElement): boolean =>
  of instanceof HTMLInputElement &&
  of.type === 'radio' &&
  field instanceof HTMLInputElement &&
  field.type === 'radio' &&
  field.name === of.name
