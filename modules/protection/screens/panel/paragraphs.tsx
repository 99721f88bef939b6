import { Stack, Text } from '@gloact/ui'

/** Text as it was written, a paragraph a line. */
export function Paragraphs({ text }: { text: string }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (
    <Stack gap="xs">
      {lines.map((line, index) => (
        <Text key={index}>
          <bdi>{line}</bdi>
        </Text>
      ))}
    </Stack>
  )
}
