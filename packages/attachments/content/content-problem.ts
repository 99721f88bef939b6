/**
 * Why content is not taken: it is empty, of no kind that is taken (`refused`), not what its sender says it is (`lies`),
 * not whole or not sound (`damaged`), made to swell when it is opened (`bomb`), made to do something when it is opened
 * (`acts`), or locked, so that nobody can look into it (`locked`).
 */
export type ContentProblem = 'empty' | 'refused' | 'lies' | 'damaged' | 'bomb' | 'acts' | 'locked'
