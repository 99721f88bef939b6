-- How often somebody has searched, taken lists out and tried numbers in the minute, hour and day that run: for slowing down who goes
-- through files one after the other. One row a person, kind and span; nothing of what was asked.
create table protection.pace (
  user_id uuid not null,
  kind text not null check (kind in ('search', 'export', 'number')),
  span text not null check (span in ('minute', 'hour', 'day')),
  starts timestamptz not null,
  times integer not null,
  primary key (user_id, kind, span)
);
alter table protection.pace enable row level security;
alter table protection.pace force row level security;
create policy own_pace on protection.pace using (user_id = app.user_id());
grant select, insert on protection.pace to gloact_app;
grant update (starts, times) on protection.pace to gloact_app;
comment on table protection.pace is 'How often somebody searched, took lists out and tried numbers in the span that runs. Counts alone.';
