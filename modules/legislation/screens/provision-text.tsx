import { Heading, Text } from '@gloact/ui'
import type { LinkedPiece } from '@gloact/law'
import type { ProvisionView } from '../contract/laws.ts'

interface ProvisionTextProps {
  readonly provision: ProvisionView
  /** What of its words leads elsewhere in the law: defined terms and references. */
  readonly link?: (eId: string, words: string) => readonly LinkedPiece[]
}

/** A provision as it is read: under its own address, as deep as it stands. */
export function ProvisionText({ provision, link }: ProvisionTextProps) {
  const { eId, depth, num, heading, text, after } = provision
  const own = (
    <a href={`#${encodeURIComponent(eId)}`} style={{ display: 'inline-block', minBlockSize: '1.5rem' }}>
      <bdi>{[num, heading].filter(Boolean).join(' ') || '¶'}</bdi>
    </a>
  )
  const linked = (words: string) => (link ? <Linked pieces={link(eId, words)} /> : words)
  return (
    <div id={eId} style={{ paddingInlineStart: `${Math.min(depth, 5)}rem` }}>
      {heading === '' ? (
        <Text as="div">
          {own} {linked(text[0] ?? '')}
        </Text>
      ) : (
        <Heading level={depth === 0 ? 2 : 3}>{own}</Heading>
      )}
      {text.slice(heading === '' ? 1 : 0).map((words, at) => (
        <Text key={at}>{linked(words)}</Text>
      ))}
      {after.map((words, at) => (
        <Text key={`after ${at}`}>{linked(words)}</Text>
      ))}
    </div>
  )
}

function Linked({ pieces }: { pieces: readonly LinkedPiece[] }) {
  return (
    <>
      {pieces.map(({ text, to }, at) =>
        to === undefined ? (
          text
        ) : (
          <a key={at} href={`#${encodeURIComponent(to)}`}>
            {text}
          </a>
        ),
      )}
    </>
  )
}
