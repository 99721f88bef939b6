import type { Scene, SceneChoice } from './course.ts'

/**
 * A scenario as lines: `@a` and what the scene says, then its choices. `+` is a good one and `-` a poor one; `-> b` says where it
 * leads, without which the scenario ends, and what stands after `::` is its consequence.
 */
export function readScenes(text: string): readonly Scene[] {
  const scenes: { id: string; text: string; choices: SceneChoice[] }[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, sign, rest = ''] = /^\s*([@+-])\s*(.*)$/.exec(line) ?? []
    if (sign === '@') scenes.push({ ...readScene(rest), choices: [] })
    else if (sign !== undefined) scenes.at(-1)?.choices.push(readChoice(sign === '+', rest))
  }
  return scenes
}

export function readScene(rest: string): { readonly id: string; readonly text: string } {
  const [, id = '', text = ''] = /^(\S+)\s*(.*)$/.exec(rest) ?? []
  return { id, text }
}

export function readChoice(right: boolean, rest: string): SceneChoice {
  const [, text = '', next, why = ''] = /^(.*?)(?:\s+->\s*(\S+))?(?:\s*::\s*(.*))?$/.exec(rest) ?? []
  return { text, right, why, next: next ?? null }
}

/** Each text on one line: what is read again is what was written. */
export function writeScenes(scenes: readonly Scene[], written: (text: string) => string = flat): string {
  return scenes
    .flatMap(({ id, text, choices }) => [
      `@${id} ${written(flat(text))}`,
      ...choices.map(({ text: said, right, why, next }) => {
        const leads = next === null ? '' : ` -> ${next}`
        return `${right ? '+' : '-'} ${written(flat(said))}${leads}${why === '' ? '' : ` :: ${written(flat(why))}`}`
      }),
    ])
    .join('\n')
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
