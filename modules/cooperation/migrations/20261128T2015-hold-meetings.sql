-- Regional meetings with other countries, and what was agreed there: whose it is to carry out, until when.
select app.create_register('cooperation.meeting', 'country', '{title text,countries list,held_on code,state code}');
select app.create_register('cooperation.recommendation', 'country',
  '{title text,meeting code,country code,owner code,due_on code,state code}');
