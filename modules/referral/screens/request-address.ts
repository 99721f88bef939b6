/** Where a request of this module is read; undefined for one of another. Between agencies each kind has a place of its own name. */
export function requestAddress({ kind, id }: { readonly kind: string; readonly id: string }): string | undefined {
  const [module, name] = kind.split('.')
  if (module !== 'referral') return undefined
  if (name === 'referral') return `/referral/requests/${id}`
  return name === 'incident' ? `/referral/incidents/${id}` : `/referral/between/${name}/${id}`
}
