import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/**
 * Runs in the browser. Gives what covers what: a control that is not what a finger meets in its middle, brought to the middle
 * of the screen; one that a bar lies on as the page stands when it is opened; and whatever paints over a bar that stays.
 */
const COVERED = `(() => {
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=switch], [role=combobox]'
  const nameOf = (element) => {
    const words = element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText ?? ''
    const said = words.trim().replaceAll(/\\s+/g, ' ').slice(0, 60)
    return element.tagName.toLowerCase() + (said === '' ? '.' + String(element.className).split(' ')[0] : ' "' + said + '"')
  }
  const isShown = (element) => {
    // What is there for screen readers alone is clipped away.
    for (let each = element; each; each = each.parentElement) if (getComputedStyle(each).clipPath !== 'none') return false
    if (element.closest('[inert], [aria-hidden=true]') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    const { width, height } = element.getBoundingClientRect()
    return width > 2 && height > 2
  }
  const middle = (element) => {
    const { left, top, width, height } = element.getClientRects()[0]
    return [left + width / 2, top + height / 2]
  }
  const inView = ([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
  /** A label, or what a kit draws over its own input, is the control. */
  const isMet = (element, hit) => {
    if (hit === null || element.contains(hit) || hit.contains(element)) return true
    const label = hit.closest('label')
    if (label && (label.control === element || label.contains(element))) return true
    return [...(element.labels ?? [])].some((each) => each.contains(hit)) || element.parentElement.contains(hit)
  }
  const stays = [...document.querySelectorAll('*')].filter((element) =>
    ['sticky', 'fixed'].includes(getComputedStyle(element).position) && isShown(element))
  const controls = [...document.querySelectorAll(CONTROLS)].filter(isShown)
  const found = []

  scrollTo({ top: 0, behavior: 'instant' })
  for (const control of controls) {
    const at = middle(control)
    if (!inView(at)) continue
    const hit = document.elementFromPoint(...at)
    const bar = stays.find((each) => each.contains(hit) && !each.contains(control))
    if (bar && !isMet(control, hit)) found.push(nameOf(control) + ' lies under ' + nameOf(bar) + ' as the page is opened')
  }

  // So that elements that ignore the pointer are found as well. Added once, because every change restyles the whole page.
  const all = document.createElement('style')
  all.textContent = '* { pointer-events: auto !important }'
  document.head.append(all)
  // What is scrolled past a bar paints over it at any position.
  for (const share of stays.length === 0 ? [] : [0, 0.5, 1]) {
    scrollTo({ top: share * (document.documentElement.scrollHeight - innerHeight), behavior: 'instant' })
    for (const bar of stays) {
      const { left, top, width, height } = bar.getBoundingClientRect()
      if (width < 40 || height < 16 || width * height > 0.5 * innerWidth * innerHeight) continue
      for (let x = 1; x < 12; x += 1) {
        for (const y of [0.3, 0.7]) {
          const at = [left + (width * x) / 12, top + height * y]
          if (!inView(at)) continue
          const hit = document.elementFromPoint(...at)
          if (hit && !bar.contains(hit) && !hit.contains(bar) && !stays.some((each) => each !== bar && each.contains(hit)))
            found.push(nameOf(hit) + ' paints over ' + nameOf(bar))
        }
      }
    }
  }
  all.remove()

  const left = new Set(controls.filter((control) => !stays.some((each) => each.contains(control))))
  const check = (control, at) => {
    left.delete(control)
    const hit = document.elementFromPoint(...at)
    if (!isMet(control, hit)) found.push(nameOf(control) + ' lies under ' + nameOf(hit))
  }
  for (const control of controls) {
    if (!left.has(control)) continue
    control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    const at = middle(control)
    if (inView(at)) check(control, at)
    left.delete(control)
    // What stands about the middle with it need not be brought there again.
    for (const other of left) {
      const there = middle(other)
      if (inView(there) && there[1] > innerHeight * 0.3 && there[1] < innerHeight * 0.7) check(other, there)
    }
  }
  scrollTo({ top: 0, behavior: 'instant' })
  return [...new Set(found)]
})()`

/** Fails where something that can be pressed or filled in lies under something else, or something paints over a bar. */
export async function expectNothingCovered(page: Page): Promise<void> {
  const found = await page.evaluate<readonly string[]>(COVERED)
  assert.deepEqual(found, [], `covered on ${page.url()}`)
}

/** Runs in the browser. Gives the words of names, headings, links and buttons that a line breaks in the middle. */
const BROKEN = `(() => {
  const found = []
  for (const element of document.querySelectorAll('main :is(a, button, h1, h2, h3, h4, th, td, dt, label), header :is(a, button)')) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const node = texts.currentNode
      // A word that is longer than a narrow column has to break somewhere.
      for (const { 0: word, index } of node.data.matchAll(/\\p{L}{4,14}/gu)) {
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        const lines = [...range.getClientRects()].filter(({ width }) => width > 1)
        if (lines.some(({ top }) => Math.abs(top - lines[0].top) > 4)) found.push(word)
      }
    }
  }
  return [...new Set(found)]
})()`

/** Fails where a name or another word of up to 14 letters is broken in the middle. */
export async function expectWordsWhole(page: Page): Promise<void> {
  const found = await page.evaluate<readonly string[]>(BROKEN)
  assert.deepEqual(found, [], `broken words on ${page.url()}`)
}
