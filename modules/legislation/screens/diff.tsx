import { type DiffPart, type ParagraphDiff, wordDiff } from '@gloact/law/amend'
import { Text } from '@gloact/ui'

/** Words that go, struck out; words that come, underlined; the others as they are. */
export function Diff({ parts }: { parts: readonly DiffPart[] }) {
  return parts.map(({ is, words }, at) =>
    is === 'same' ? (
      <span key={at}>{words}</span>
    ) : is === 'out' ? (
      <del key={at}>{words}</del>
    ) : (
      <ins key={at}>{words}</ins>
    ),
  )
}

export const Paragraphs = ({ paragraphs }: { paragraphs: readonly ParagraphDiff[] }) =>
  paragraphs.map(({ parts }, at) => (
    <Text key={at}>
      <Diff parts={parts} />
    </Text>
  ))

/** Two texts as one, word by word. */
export const WordDiff = ({ before, after }: { before: string; after: string }) => (
  <Text>
    <span style={{ whiteSpace: 'pre-line' }}>
      <Diff parts={wordDiff(before, after)} />
    </span>
  </Text>
)
