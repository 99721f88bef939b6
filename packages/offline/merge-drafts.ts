import { canonicalJson, type Json } from '@gloact/kernel'

/**
 * One draft written in two pages at once: what each changed since `base` stands, place by place; where both changed the
 * same place, `mine` does (it is what stands on this screen). Objects are merged, everything else is one value.
 *
 * @example mergeDrafts({ a: '', b: '' }, { a: 'typed here', b: '' }, { a: '', b: 'typed there' }) // both
 */
export function mergeDrafts(base: Json, mine: Json, theirs: Json): Json {
  if (same(mine, base)) return theirs
  if (same(theirs, base) || !isObject(mine) || !isObject(theirs)) return mine
  const from = isObject(base) ? base : {}
  const merged: Record<string, Json> = {}
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = mergePlace(from[key], mine[key], theirs[key])
    if (value !== undefined) merged[key] = value
  }
  return merged
}

/** Undefined where it is not there: the person who took it away since `base` wins over the person who left it alone. */
function mergePlace(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined): Json | undefined {
  if (same(mine, base)) return theirs
  if (same(theirs, base)) return mine
  if (mine === undefined || theirs === undefined) return mine ?? theirs
  return mergeDrafts(base ?? {}, mine, theirs)
}

const same = (one: Json | undefined, other: Json | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other))

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
