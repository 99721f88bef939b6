/** Whether anyone who looks at this probably has keys to press: not on a phone or a tablet that is only touched. */
export const hasKeyboard = (): boolean => matchMedia('(any-pointer: fine)').matches
