/** The page of the keys. */
export const KEYBOARD_PATH = '/keyboard'
