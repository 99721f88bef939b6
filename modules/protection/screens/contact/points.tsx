import type { ReactNode } from 'react'

/** A list of sentences, read aloud as a list. */
export function Points({ children, ordered = false }: { children: readonly ReactNode[]; ordered?: boolean }) {
  const items = children.map((child, index) => <li key={index}>{child}</li>)
  return ordered ? <ol>{items}</ol> : <ul>{items}</ul>
}
