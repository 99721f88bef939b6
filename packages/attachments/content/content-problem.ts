/**
 * Why content is not taken: it is empty, of no kind that is taken (`refused`), not what its sender says it is (`lies`),
 * not whole or not sound (`damaged`), or made to swell when it is opened (`bomb`).
 */
export type ContentProblem = 'empty' | 'refused' | 'lies' | 'damaged' | 'bomb'
