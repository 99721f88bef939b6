import type { Said } from '@gloact/kernel'

/** Every number that a sentence is filled in with. */
export const numbersIn = ({ params = {} }: Said): number[] =>
  Object.values(params).flatMap((value) => {
    if (typeof value === 'number') return [value]
    if (typeof value === 'string') return []
    if ('id' in value) return numbersIn(value)
    return value.of.flatMap((one) => (typeof one === 'object' && 'id' in one ? numbersIn(one) : []))
  })
