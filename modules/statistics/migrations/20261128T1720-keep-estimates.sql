-- Estimates of all victims of a year, with what they assume: shown beside those who were detected, and never added to them.
select app.create_register('statistics.all_victims', 'country', '{title text,year text}', '{year}',
  '{analyst,national_coordinator}', '{analyst,national_coordinator}');

comment on table statistics.all_victims is 'Estimates of all victims, detected or not, one a year: the number, its range, its method and what it assumes.';
