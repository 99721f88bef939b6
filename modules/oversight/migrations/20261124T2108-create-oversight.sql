create schema oversight;
grant usage on schema oversight to gloact_app;

create table oversight.access_review (
  id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  staff_id uuid not null,
  reviewed_by uuid not null,
  reviewed_at timestamptz(3) not null,
  primary key (id, staff_id),
  constraint not_by_oneself check (reviewed_by <> staff_id)
);
create index access_review_by_staff on oversight.access_review (country, staff_id, reviewed_at desc);

alter table oversight.access_review enable row level security;
alter table oversight.access_review force row level security;

create policy read_reviews on oversight.access_review for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or country = nullif(current_setting('app.country', true), '')
    and string_to_array(nullif(current_setting('app.roles', true), ''), ',')
      && array['data_protection_officer', 'administrator']
);
create policy add_reviews on oversight.access_review for insert with check (
  country = nullif(current_setting('app.country', true), '')
  and reviewed_by = nullif(current_setting('app.user_id', true), '')::uuid
  and 'data_protection_officer' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
);
grant select, insert on oversight.access_review to gloact_app;

comment on schema oversight is 'What those who watch over the data noted: reviews of access. The audit itself is in the schema audit.';
comment on table oversight.access_review is 'That a data-protection officer looked at what an account may do, and found it right, on a day. Only ever added to; nobody reviews themselves.';
