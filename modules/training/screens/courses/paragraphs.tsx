import { Text } from '@gloact/ui'

/** A text with an empty line between its paragraphs. */
export function Paragraphs({ text }: { readonly text: string }) {
  return text.split(/\n\s*\n/).map((paragraph, at) => (
    <Text key={at}>
      <bdi>{paragraph}</bdi>
    </Text>
  ))
}
