-- Notices are read off the files as they stand, as tasks are. All that is kept is until when somebody has looked at theirs.
create table protection.notice_mark (
  user_id uuid primary key,
  seen_at timestamptz not null
);
alter table protection.notice_mark enable row level security;
alter table protection.notice_mark force row level security;
create policy own_mark on protection.notice_mark using (
  user_id = app.user_id()
) with check (
  user_id = app.user_id()
);
grant select, insert on protection.notice_mark to gloact_app;
grant update (seen_at) on protection.notice_mark to gloact_app;

comment on table protection.notice_mark is 'Until when somebody has looked at what others did that concerns them.';
