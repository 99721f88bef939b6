/**
 * Whether this is the training sandbox: everybody in it is invented. The page says so itself before any script runs, so that
 * no moment of it looks like the real one.
 */
export const isTraining = (): boolean => document.documentElement.dataset['instance'] === 'training'
