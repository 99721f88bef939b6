import { asciiDigits } from '@gloact/kernel'

const VALUE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\+?[\d\s()-]{6,})$/

/** Whether what stands where a column's name should be is a day or a long number: no column is called so. */
export const isHeadingValue = (heading: string): boolean => VALUE.test(asciiDigits(heading))
