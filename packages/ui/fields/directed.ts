/** The kit puts `dir` on the box around an input, where `auto` does not see what is typed: it belongs on the input. */
export const directed = (dir: 'ltr' | 'auto') => ({ attributes: { input: { dir } } })
