-- Regional meetings with other countries, and what was agreed there: whose it is to carry out, until when.
select app.create_register('cooperation.meeting', 'country', '{title text,countries list,held_on code,state code}');
select app.create_register('cooperation.recommendation', 'country',
  '{title text,meeting code,country code,owner code,due_on code,state code}');
comment on table cooperation.meeting is 'Regional meetings with other countries: when, with whom, and whether they were held.';
comment on table cooperation.recommendation is 'What was agreed at a regional meeting: whose it is to carry out, and until when.';
