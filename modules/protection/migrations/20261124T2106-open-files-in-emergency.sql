-- A file that somebody may see for a few hours although it is not theirs: opened with a reason, reviewed by somebody else.
-- Derived from the file's log, like its clocks; the words of the reason lie in the log alone, sealed.
create table protection.file_opening (
  -- The action by which it was opened.
  id uuid primary key,
  file_id uuid not null references protection.case_file (id),
  number text not null,
  country text not null,
  owner_agency_id uuid not null,
  -- Who opened it, and from which agency.
  user_id uuid not null,
  agency_id uuid not null,
  reason text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  verdict text check (verdict in ('justified', 'not_justified')),
  constraint a_day_at_most check (expires_at <= opened_at + interval '24 hours'),
  constraint reviewed_by_somebody_else check (reviewed_by is null or reviewed_by <> user_id),
  constraint reviewed_wholly check (
    (reviewed_at is null) = (verdict is null) and (reviewed_at is null) = (reviewed_by is null)
  )
);
create index file_opening_by_user on protection.file_opening (user_id, file_id, expires_at);
create index file_opening_by_file on protection.file_opening (file_id);
create index file_opening_to_review on protection.file_opening (owner_agency_id, opened_at desc);
alter table protection.file_opening enable row level security;
alter table protection.file_opening force row level security;
create policy see_opening on protection.file_opening for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and (
      user_id = nullif(current_setting('app.user_id', true), '')::uuid
      or (
        owner_agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
        and (
          nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
          or 'data_protection_officer' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
        )
      )
    )
  )
);
-- Nobody opens a file for themselves: the server does, after it has asked the country's rules.
create policy open_for_somebody on protection.file_opening for insert with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
create policy review_opening on protection.file_opening for update using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
grant select, insert on protection.file_opening to gloact_app;
grant update (expires_at, reviewed_at, reviewed_by, verdict) on protection.file_opening to gloact_app;

-- As before, and one more way: the file was opened in an emergency by exactly this user, and the time has not run out.
alter policy see_file on protection.case_file using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
    and (
      assigned_to = nullif(current_setting('app.user_id', true), '')::uuid
      or (
        opened_by = nullif(current_setting('app.user_id', true), '')::uuid
        and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      )
      or (
        nullif(current_setting('app.row_scope', true), '') in ('team', 'agency')
        and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
        and team_id = any (string_to_array(nullif(current_setting('app.team_ids', true), ''), ',')::uuid[])
      )
      or (
        nullif(current_setting('app.row_scope', true), '') = 'agency'
        and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      )
      or exists (
        select from protection.file_share share
        where share.file_id = case_file.id
          and share.agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
          and share.ended_at is null
          and (share.valid_until is null or share.valid_until >= current_date)
      )
      or exists (
        select from protection.file_opening opening
        where opening.file_id = case_file.id
          and opening.user_id = nullif(current_setting('app.user_id', true), '')::uuid
          and opening.expires_at > now()
      )
    )
  )
);

-- The clock of a file that ends first, so that a list can be sorted by it; and its tags. Derived, like the rest of the row.
alter table protection.case_file
  add column next_due_at timestamptz,
  add column tags uuid[] not null default '{}';
grant update (next_due_at, tags) on protection.case_file to gloact_app;
update protection.case_file file set next_due_at = (
  select min(due_at) from protection.deadline where deadline.file_id = file.id and stopped_at is null
);
create index case_file_by_due on protection.case_file (agency_id, next_due_at, id) where next_due_at is not null;
create index case_file_by_opening on protection.case_file (agency_id, opened_on desc, id desc);
create index case_file_by_tag on protection.case_file using gin (tags);
-- Which files ever named an audience: few, and read when somebody leaves.
create index file_action_naming_audience on protection.file_action (file_id) where type = 'audience_set';

-- The tags that files may carry: an agency's, or the whole country's where no agency is named.
create table protection.tag (
  id uuid primary key,
  country text not null,
  agency_id uuid,
  -- Language → words.
  names jsonb not null,
  active boolean not null default true,
  version integer not null default 1,
  changed_at timestamptz not null
);
create index tag_by_agency on protection.tag (country, agency_id);
alter table protection.tag enable row level security;
alter table protection.tag force row level security;
create policy see_tag on protection.tag for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and (agency_id is null or agency_id = nullif(current_setting('app.agency_id', true), '')::uuid)
  )
);
create policy add_tag on protection.tag for insert with check (
  country = nullif(current_setting('app.country', true), '')
  and (
    (
      agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      and string_to_array(nullif(current_setting('app.roles', true), ''), ',') && array['supervisor', 'administrator']
    )
    or (
      agency_id is null
      and 'administrator' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
    )
  )
);
create policy change_tag on protection.tag for update using (
  country = nullif(current_setting('app.country', true), '')
  and (
    (
      agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      and string_to_array(nullif(current_setting('app.roles', true), ''), ',') && array['supervisor', 'administrator']
    )
    or (
      agency_id is null
      and 'administrator' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
    )
  )
);
grant select, insert on protection.tag to gloact_app;
grant update (names, active, version, changed_at) on protection.tag to gloact_app;

-- A list of files under a name: filters, sorting and columns, somebody's own or shared with a team. Holds nothing about a person.
create table protection.saved_view (
  id uuid primary key,
  country text not null,
  agency_id uuid not null,
  owner_id uuid not null,
  -- The team that it is shared with; null: nobody else sees it.
  team_id uuid,
  name text not null check (char_length(name) between 1 and 60),
  filters jsonb not null,
  sort text not null,
  direction text not null check (direction in ('ascending', 'descending')),
  columns text[] not null,
  changed_at timestamptz not null
);
create index saved_view_by_owner on protection.saved_view (owner_id);
create index saved_view_by_team on protection.saved_view (team_id) where team_id is not null;
alter table protection.saved_view enable row level security;
alter table protection.saved_view force row level security;
create policy see_view on protection.saved_view for select using (
  country = nullif(current_setting('app.country', true), '')
  and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
  and (
    owner_id = nullif(current_setting('app.user_id', true), '')::uuid
    or (
      team_id is not null
      and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      and (
        nullif(current_setting('app.row_scope', true), '') = 'agency'
        or team_id = any (string_to_array(nullif(current_setting('app.team_ids', true), ''), ',')::uuid[])
      )
    )
  )
);
create policy save_view on protection.saved_view for insert with check (
  country = nullif(current_setting('app.country', true), '')
  and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
  and owner_id = nullif(current_setting('app.user_id', true), '')::uuid
  and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
);
create policy change_view on protection.saved_view for update using (
  owner_id = nullif(current_setting('app.user_id', true), '')::uuid
);
create policy remove_view on protection.saved_view for delete using (
  owner_id = nullif(current_setting('app.user_id', true), '')::uuid
);
grant select, insert, delete on protection.saved_view to gloact_app;
grant update (team_id, name, filters, sort, direction, columns, changed_at) on protection.saved_view to gloact_app;

-- What somebody last chose for their list.
create table protection.list_preference (
  user_id uuid primary key,
  columns text[],
  default_view_id uuid
);
alter table protection.list_preference enable row level security;
alter table protection.list_preference force row level security;
create policy own_preference on protection.list_preference using (
  user_id = nullif(current_setting('app.user_id', true), '')::uuid
);
grant select, insert on protection.list_preference to gloact_app;
grant update (columns, default_view_id) on protection.list_preference to gloact_app;

comment on table protection.file_opening is 'Files opened in an emergency, for whom and until when; read by row-level security, and reviewed.';
comment on column protection.case_file.next_due_at is 'The running clock that ends first; derived.';
comment on column protection.case_file.tags is 'Ids of tags; derived.';
comment on table protection.tag is 'The tags that files may carry: an agency''s or the country''s list.';
comment on table protection.saved_view is 'Lists of files under a name: filters, sorting and columns.';
comment on table protection.list_preference is 'The columns and the view that somebody last chose for their list.';
