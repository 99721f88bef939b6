/**
 * What stands on everything that leaves the training sandbox, in its name and on its cover, and by which an instance for
 * real people knows it again. It is not translated: it has to be found.
 */
export const TRAINING_MARK = 'TRAINING – INVENTED'

/** The same as the name of a sheet and at the beginning of a file's name, where not every character may stand. */
export const TRAINING_SHEET = 'TRAINING - INVENTED'
const IN_NAMES = 'TRAINING-INVENTED-'

export const trainingName = (name: string): string => (name.startsWith(IN_NAMES) ? name : `${IN_NAMES}${name}`)

/** Whether a text carries the mark: a file's name, a sheet's, a cell; however its dashes and letters were changed. */
export const isTrainingMark = (text: string): boolean => /training[\s\p{Pd}_]{1,5}invented/iu.test(text)
