-- What an agency is designated for decides what its people may reach: an added designation waits for another administrator.

-- Row-level security: exempt as the other tables of this schema are; no row is about a file's person.
create table identity.designation_request (
  id uuid primary key,
  agency_id uuid not null references identity.agency,
  designation text not null,
  asked_by uuid not null references identity.staff,
  asked_at timestamptz not null,
  confirmed_by uuid references identity.staff,
  confirmed_at timestamptz,
  declined_by uuid references identity.staff,
  declined_at timestamptz,
  constraint another_administrator check (confirmed_by is null or confirmed_by <> asked_by),
  constraint confirmed_in_full check ((confirmed_by is null) = (confirmed_at is null)),
  constraint declined_in_full check ((declined_by is null) = (declined_at is null)),
  constraint one_end check (confirmed_at is null or declined_at is null)
);
create unique index designation_request_waiting on identity.designation_request (agency_id, designation)
  where confirmed_at is null and declined_at is null;
grant select, insert on identity.designation_request to gloact_app;
grant update (confirmed_by, confirmed_at, declined_by, declined_at) on identity.designation_request to gloact_app;

comment on table identity.designation_request is 'What agencies are to be designated for, asked by one administrator and confirmed or declined by another.';
