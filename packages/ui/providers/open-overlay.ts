/** What an Esc closes, wherever it stands: a dialog, a menu, a list of choices. The lock (`data-lock`) no Esc closes. */
const OVERLAYS = ':is([role=dialog], [role=alertdialog], [role=menu], [role=listbox], dialog[open]):not([data-lock])'

/** What lies on top of the page and an Esc would close; null where nothing does. */
export function topOverlay(root: Pick<Document, 'querySelectorAll'>): Element | null {
  return [...root.querySelectorAll(OVERLAYS)].findLast(isShown) ?? null
}

const isShown = (element: Element): boolean =>
  element.getClientRects().length > 0 && element.closest('[aria-hidden=true], [hidden]') === null
