-- Lists are sorted by the index of their column. What row-level security asks is an alternative (the system, or the country), which no
-- index begins with: with the country in front, a list of 50,000 rows was read whole and sorted for each page.

create or replace function app.create_register(
  name text, reach text, keys text[],
  uniques text[] default '{}', readers text[] default null, writers text[] default null
) returns void language plpgsql as $$
declare
  module text := split_part(name, '.', 1);
  register text := split_part(name, '.', 2);
  history text := register || '_history';
  within text := case reach when 'agency' then 'agency_id, ' when 'country' then 'country, ' when 'everybody' then '' end;
  key text;
  field text;
  expression text;
  reads text;
  writes text;
begin
  if within is null or name !~ '^[a-z]+\.[a-z_]+$' then raise exception 'no such register can be meant: % %', name, reach; end if;
  execute format($table$
    create table %1$I.%2$I (
      id uuid primary key,
      country text not null check (country ~ '^[A-Z]{2}$'),
      agency_id uuid not null,
      answers jsonb not null check (jsonb_typeof(answers) = 'object'),
      sealed bytea,
      search text not null,
      version integer not null check (version > 0),
      added_by uuid,
      added_at timestamptz(3) not null,
      changed_by uuid,
      changed_at timestamptz(3) not null,
      archived_at timestamptz(3)
    );
    create table %1$I.%3$I (
      row_id uuid not null references %1$I.%2$I,
      version integer not null check (version > 0),
      country text not null,
      agency_id uuid not null,
      answers jsonb not null,
      sealed bytea,
      archived boolean not null,
      how text not null check (how in ('added', 'changed', 'archived', 'restored', 'imported')),
      by_id uuid,
      at timestamptz(3) not null,
      previous_hash text,
      hash text not null,
      primary key (row_id, version)
    );
    create trigger history_is_not_changed before update or delete or truncate on %1$I.%3$I
      for each statement execute function app.refuse_change_of_history();
    alter table %1$I.%2$I enable row level security;
    alter table %1$I.%2$I force row level security;
    alter table %1$I.%3$I enable row level security;
    alter table %1$I.%3$I force row level security;
    grant select, insert on %1$I.%2$I, %1$I.%3$I to gloact_app;
    grant update (answers, sealed, search, version, changed_by, changed_at, archived_at) on %1$I.%2$I to gloact_app;
  $table$, module, register, history);

  foreach key in array keys loop
    field := split_part(key, ' ', 1);
    expression := case split_part(key, ' ', 2)
      when 'code' then format('coalesce(left(answers #>> %L, 300), %L)', array[field, 'value'], '')
      when 'text' then format('coalesce(lower(left(answers #>> %L, 300)), %L)', array[field, 'value'], '')
      when 'words' then format('coalesce(app.register_words(answers #> %L), %L)', array[field, 'value'], '')
      when 'number' then format('app.register_number(answers #> %L)', array[field, 'value'])
      when 'amount' then format('app.register_number(answers #> %L)', array[field, 'value', 'amount'])
      when 'list' then format('app.register_list(answers #> %L)', array[field, 'value'])
    end;
    if expression is null or field !~ '^[a-z][a-z0-9_]*$' then raise exception 'no such key can be meant: %', key; end if;
    execute format('alter table %I.%I add column %I %s not null generated always as (%s) stored', module, register, 'k_' || field,
      case split_part(key, ' ', 2) when 'number' then 'double precision' when 'amount' then 'double precision' when 'list' then 'text[]'
        else 'text' end, expression);
    if split_part(key, ' ', 2) <> 'list' then
      execute format('create index on %I.%I (%I, id) where archived_at is null', module, register, 'k_' || field);
    end if;
  end loop;
  execute format('create index on %I.%I (%schanged_at desc, id)', module, register, within);
  foreach key in array uniques loop
    execute format('create unique index %I on %I.%I (%s%s) where archived_at is null and %s',
      register || '_once_' || replace(key, ',', '_'), module, register, within,
      (select string_agg(quote_ident('k_' || each), ', ') from unnest(string_to_array(key, ',')) as each),
      (select string_agg(quote_ident('k_' || each) || ' <> ' || quote_literal(''), ' and ') from unnest(string_to_array(key, ',')) as each));
  end loop;

  reads := case reach
      when 'agency' then 'app.in_country(country) and agency_id = app.agency_id()'
      when 'country' then 'app.in_country(country)'
      else 'app.user_id() is not null' end
    || case when readers is null then '' else format(' and app.has_any_role(variadic %L::text[])', readers) end;
  writes := 'app.in_country(country)'
    || case reach when 'agency' then ' and agency_id = app.agency_id()' else '' end
    || case when writers is null then '' else format(' and app.has_any_role(variadic %L::text[])', writers) end;
  execute format('create policy see_row on %I.%I for select using (app.is_system() or (%s))', module, register, reads);
  execute format('create policy add_row on %I.%I for insert with check (app.is_system() or (%s and agency_id = app.agency_id() and added_by = app.user_id()))',
    module, register, writes);
  execute format('create policy change_row on %I.%I for update using (app.is_system() or (%s)) with check (app.is_system() or (%s and changed_by = app.user_id()))',
    module, register, writes, writes);
  execute format('create policy see_version on %I.%I for select using (app.is_system() or (%s))', module, history, reads);
  execute format('create policy add_version on %I.%I for insert with check (app.is_system() or (%s and by_id = app.user_id()))',
    module, history, writes);
  execute format('comment on table %I.%I is %L', module, register,
    'A register: rows by a form, never deleted, and archived where they are no longer meant. What is open lies in clear, the rest sealed.');
  execute format('comment on table %I.%I is %L', module, history,
    'Every version of every row, chained a row by hash; only ever added to. The audit log holds the hashes.');
end $$;

-- The registers that are there already.
do $$
declare
  found record;
begin
  for found in
    select register.oid, register.oid::regclass as name
    from pg_class as register
    join pg_class as history on history.relnamespace = register.relnamespace and history.relname = register.relname || '_history'
    join pg_trigger as kept on kept.tgrelid = history.oid and kept.tgname = 'history_is_not_changed'
    where register.relkind = 'r'
  loop
    execute coalesce((
      select string_agg(format('create index on %s (%I, id) where archived_at is null', found.name, attname), ';')
      from pg_attribute
      where attrelid = found.oid and attname like 'k\_%' and not attisdropped and atttypid <> 'text[]'::regtype
    ), 'select');
    execute coalesce((
      select string_agg(format('drop index %s', indexrelid::regclass), ';')
      from pg_index
      where indrelid = found.oid and not indisunique and pg_get_indexdef(indexrelid) ~ '\((country|agency_id), k_'
    ), 'select');
  end loop;
end $$;

comment on function app.create_register(text, text, text[], text[], text[], text[]) is
  'Makes a register''s table and its history in the schema of the module, with row-level security by its reach and an index to sort by for each key.';
