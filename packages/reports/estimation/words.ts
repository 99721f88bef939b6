/** A number of people, whole and with separators; “none” where there is none. */
export const count = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? 'none' : Math.round(value).toLocaleString('en')

export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
