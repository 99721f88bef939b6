-- Whom a file is closed to although their role would open it: a conflict of interest, or somebody named in it. The module that keeps
-- files says so here, so that every record that lies in another module's schema and is about the same person closes with the file.
create table records.kept_out (
  file_id uuid not null,
  user_id uuid not null,
  primary key (user_id, file_id)
);
create index kept_out_by_file on records.kept_out (file_id);
alter table records.kept_out enable row level security;
alter table records.kept_out force row level security;
-- Row-level security reads it for whoever asks; nobody is told of others.
create policy own_or_system on records.kept_out for select using (app.is_system() or user_id = app.user_id());
create policy keep_as_system on records.kept_out for insert with check (app.is_system());
create policy let_in_as_system on records.kept_out for delete using (app.is_system());
grant select, insert, delete on records.kept_out to gloact_app;

-- Closes a table of records about files, by the column that holds the file's id. `select records.keep_out('referral.request', 'file_id');`
create function records.keep_out(target regclass, file_column name) returns void language plpgsql as $$
begin
  execute format($sql$
    create policy keep_out on %1$s as restrictive for select using (
      (select app.is_system())
      or %2$I is null
      or %2$I <> all (array(select kept.file_id from records.kept_out kept where kept.user_id = (select app.user_id())))
    )$sql$, target, file_column);
end $$;
revoke execute on function records.keep_out(regclass, name) from public;

-- The requests that were laid before, of whatever module.
do $$
declare
  laid record;
begin
  for laid in
    select class.oid::regclass as name
    from pg_class class
    join pg_attribute attribute on attribute.attrelid = class.oid
    where class.relname = 'request' and class.relkind = 'r' and attribute.attname = 'file_id' and not attribute.attisdropped
  loop
    perform records.keep_out(laid.name, 'file_id');
  end loop;
end $$;

-- And those that are laid from now on.
alter function records.lay_requests(name) rename to lay_request_tables;
create function records.lay_requests(target name) returns void language plpgsql as $$
begin
  perform records.lay_request_tables(target);
  perform records.keep_out(format('%1$I.request', target)::regclass, 'file_id');
end $$;
revoke execute on function records.lay_requests(name) from public;

comment on table records.kept_out is 'Members of staff to whom a file, and every record about it, is closed. Ids only; derived from the files'' logs.';
