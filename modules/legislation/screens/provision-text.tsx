import { Heading, Text } from '@gloact/ui'
import type { ProvisionView } from '../contract/laws.ts'

/** A provision as it is read: under its own address, as deep as it stands. */
export function ProvisionText({ provision }: { provision: ProvisionView }) {
  const { eId, depth, num, heading, text, after } = provision
  const link = (
    <a href={`#${encodeURIComponent(eId)}`}>
      <bdi>{[num, heading].filter(Boolean).join(' ') || '¶'}</bdi>
    </a>
  )
  return (
    <div id={eId} style={{ paddingInlineStart: `${Math.min(depth, 5)}rem` }}>
      {heading === '' ? (
        <Text as="div">
          {link} {text[0]}
        </Text>
      ) : (
        <Heading level={depth === 0 ? 2 : 3}>{link}</Heading>
      )}
      {text.slice(heading === '' ? 1 : 0).map((words, at) => (
        <Text key={at}>{words}</Text>
      ))}
      {after.map((words, at) => (
        <Text key={`after ${at}`}>{words}</Text>
      ))}
    </div>
  )
}
