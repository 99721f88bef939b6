-- What people call their lists and tags is sealed, like everything else that somebody types. What lies here from before is sealed at
-- the next start, by the server, which alone has the key: it sees the rows that still lie open, and nothing else of them.
alter table protection.saved_view alter column name drop not null;
alter table protection.saved_view add column sealed_name bytea;
alter table protection.saved_view add constraint saved_view_named check ((name is null) <> (sealed_name is null));
alter table protection.tag alter column names drop not null;
alter table protection.tag add column sealed_names bytea;
alter table protection.tag add constraint tag_named check ((names is null) <> (sealed_names is null));
grant update (sealed_name) on protection.saved_view to gloact_app;
grant update (sealed_names) on protection.tag to gloact_app;
-- A row that is changed has to be seen before and after.
create policy see_for_sealing on protection.saved_view for select using (
  app.is_system()
);
create policy seal_open_names on protection.saved_view for update using (
  name is not null and app.is_system()
) with check (app.is_system());
create policy seal_open_names on protection.tag for update using (
  names is not null and app.is_system()
) with check (app.is_system());
comment on column protection.saved_view.name is 'Null; held names in clear before they were sealed.';
comment on column protection.saved_view.sealed_name is 'What its owner calls it, sealed under the key of words.';
comment on column protection.tag.names is 'Null; held names in clear before they were sealed.';
comment on column protection.tag.sealed_names is 'Language → words, sealed under the key of words.';
