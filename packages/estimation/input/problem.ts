/** Why a table is no capture histories, in words that say what to do. Names lists and places, never a cell's text. */
export interface InputProblem {
  readonly code:
    | 'estimation.no_rows'
    | 'estimation.no_lists'
    | 'estimation.one_list'
    | 'estimation.too_many_lists'
    | 'estimation.not_zero_or_one'
    | 'estimation.absent_cell'
    | 'estimation.not_a_count'
    | 'estimation.counts_too_large'
    | 'estimation.no_people'
    | 'estimation.identical_lists'
    | 'estimation.list_has_everyone'
    | 'estimation.unknown_stratum'
    | 'estimation.too_many_strata'
    | 'estimation.empty_stratum'
    | 'estimation.not_a_trend'
    | 'estimation.residents_columns'
    | 'estimation.residents_unknown_level'
    | 'estimation.residents_doubled'
    | 'estimation.residents_not_whole'
    | 'estimation.residents_missing'
    | 'estimation.residents_too_few'
    | 'estimation.draws_invalid'
    | 'estimation.draws_with_dummies'
    | 'estimation.draws_other_lists'
    | 'estimation.draws_other_table'
    | 'estimation.too_few_draws'
  readonly message: string
}

/** What was corrected or passed over on reading, and travels with the estimate. */
export interface InputWarning {
  readonly code:
    | 'estimation.all_zero_row'
    | 'estimation.rows_summed'
    | 'estimation.empty_list'
    | 'estimation.identifier_left_out'
    | 'estimation.two_lists'
    | 'estimation.nested_lists'
    | 'estimation.near_identical_lists'
  /** What its sentence is filled in with. */
  readonly params?: Readonly<Record<string, string | number>>
  readonly message: string
}
