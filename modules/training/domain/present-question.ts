import { randomSource } from '@gloact/kernel'
import { shuffled } from './draw-forms.ts'
import type { GiftQuestion, GiftText } from './gift/gift-question.ts'
import { rightsOf } from './marking.ts'

/** A question as a participant sees it: nothing in it says which answer is right. */
export type ShownQuestion = { readonly id: string; readonly text: GiftText } & (
  | {
      readonly ask: 'one' | 'several' | 'order'
      readonly choices: readonly { readonly at: number; readonly text: GiftText }[]
    }
  | { readonly ask: 'true_false' }
  | { readonly ask: 'words' }
  | { readonly ask: 'number' }
  | {
      readonly ask: 'scenario'
      readonly scenes: readonly {
        readonly id: string
        readonly text: string
        readonly choices: readonly { readonly text: string; readonly next: string | null }[]
      }[]
    }
  | {
      readonly ask: 'pairs'
      readonly lefts: readonly GiftText[]
      readonly rights: readonly { readonly at: number; readonly text: string }[]
    }
)

/** Choices are mixed for each participant, the same for them whenever they come back: banks often name the right one first. */
export function showQuestion(id: string, { stem, answers }: GiftQuestion, participantId: string): ShownQuestion {
  const { below } = randomSource(seedOf(`${participantId}|${id}`))
  const shared = { id, text: stem }
  switch (answers.type) {
    case 'choice':
      return {
        ...shared,
        ask: answers.several ? 'several' : 'one',
        choices: shuffled(
          answers.choices.map(({ text }, at) => ({ at, text })),
          below,
        ),
      }
    case 'true_false':
      return { ...shared, ask: 'true_false' }
    case 'short':
    case 'essay':
      return { ...shared, ask: 'words' }
    case 'numeric':
      return { ...shared, ask: 'number' }
    case 'scenario':
      return {
        ...shared,
        ask: 'scenario',
        // Consequences and which choice is a good one stay here: the way that was taken is marked on the server.
        scenes: answers.scenes.map((scene) => ({
          id: scene.id,
          text: scene.text,
          choices: scene.choices.map(({ text, next }) => ({ text, next })),
        })),
      }
    case 'ordering':
      return {
        ...shared,
        ask: 'order',
        choices: shuffled(
          answers.items.map((text, at) => ({ at, text })),
          below,
        ),
      }
    case 'matching':
      return {
        ...shared,
        ask: 'pairs',
        lefts: answers.pairs.map(({ left }) => left),
        rights: shuffled(
          rightsOf(answers.pairs).map((text, at) => ({ at, text })),
          below,
        ),
      }
  }
}

/** FNV-1a: the same number for the same text on every machine. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.codePointAt(at)!, 0x01000193)
  return hash >>> 0
}
