-- Investigations, prosecutions and convictions as authorities reported them: the part of GLOTIP's questionnaire that no file of a victim
-- answers. Article and source stand with each figure; a figure that nobody reported has no row, which is not a zero.
select app.create_register('statistics.prosecution', 'country',
  '{article text,year text,stage code,form code,sex code,age code,citizenship code,body text}',
  '{"year,stage,article,form,sex,age,citizenship,body"}',
  '{analyst,national_coordinator}', '{analyst,national_coordinator}');

comment on table statistics.prosecution is 'Figures of criminal justice as an authority reported them, each with its article of the law and its source.';
