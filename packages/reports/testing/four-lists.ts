import type { EstimationInput } from '@gloact/estimation'

/** Four invented lists, as an estimate is made of them. */
export const input: EstimationInput = {
  histories: {
    lists: ['police', 'shelter', 'hotline', 'clinic'],
    masks: Uint32Array.of(1, 2, 4, 8, 3, 5, 6, 9, 10, 12, 7),
    counts: Float64Array.of(220, 180, 140, 90, 45, 30, 22, 14, 12, 9, 8),
  },
  observed: 770,
  rowsAre: 'histories',
  warnings: [],
}
