-- By which moment row-level security ends what ends by itself: the asking application's, so that its rules and the policies never differ.
-- Where the application tells none it is PostgreSQL's own. One expression, as the other names are, that the planner inlines.
create function app.moment() returns timestamptz language sql stable parallel safe
  return coalesce(nullif(current_setting('app.moment', true), '')::timestamptz, now());
comment on function app.moment() is 'When the asking application began this transaction, by its clock; where it told none, PostgreSQL''s own.';
