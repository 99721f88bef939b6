-- How a year was rounded. Until now each family was rounded around age and sex, and totals were sums of its cells ('cells'). From now on what
-- reads the same answers is rounded together, and every line of ages, sexes and codes lies near its own count ('lines'): `families` then holds
-- facets. What is out stays as it was published, and is read by the rule that it was made by.
alter table statistics.publication
  add column drawn text not null default 'cells' check (drawn in ('cells', 'lines'));
alter table statistics.publication alter column drawn drop default;

comment on column statistics.publication.drawn is 'By which rule the year was rounded: cells alone, or every line near its own count.';
