-- Whatever lets somebody see more waits for a second person, as one kind of thing: what was a request for a designation and
-- a reset of a second factor are kinds of it now, with an address, a team, a reset, an account that is enabled and others.
-- A link that opens an account is handed over in two halves. Whom it concerns is told on their next screen.

-- Row-level security: exempt as the other tables of this schema are; no row is about a file's person.
create table identity.access_change (
  id uuid primary key,
  kind text not null check (kind in ('invitation', 'password_reset', 'factor_reset', 'enable', 'email', 'team',
    'designation', 'agency_active', 'team_active')),
  staff_id uuid references identity.staff,
  agency_id uuid references identity.agency,
  team_id uuid references identity.team,
  designation text,
  email text check (email = lower(email) and email like '%_@_%'),
  invitation_id uuid references identity.invitation,
  grant_ids uuid[] not null default '{}',
  asked_by uuid not null references identity.staff,
  asked_at timestamptz not null,
  expires_at timestamptz,
  checked_how text check (checked_how in ('in_person', 'video_call', 'called_back')),
  confirmed_by uuid references identity.staff,
  confirmed_at timestamptz,
  declined_by uuid references identity.staff,
  declined_at timestamptz,
  constraint about_something check (
    (kind in ('invitation', 'password_reset', 'factor_reset', 'enable', 'email', 'team')) = (staff_id is not null)
    and (kind in ('designation', 'agency_active')) = (agency_id is not null)
    and (kind in ('team', 'team_active')) = (team_id is not null)
    and (kind = 'designation') = (designation is not null)
    and (kind = 'email') = (email is not null)
    and (invitation_id is null or kind in ('invitation', 'password_reset', 'factor_reset'))),
  constraint not_for_oneself check (staff_id is null or asked_by <> staff_id),
  constraint another_person check (confirmed_by is null
    or (confirmed_by <> asked_by and confirmed_by is distinct from staff_id)),
  constraint confirmed_in_full check ((confirmed_by is null) = (confirmed_at is null)),
  constraint checked_before_reset check (confirmed_at is null or checked_how is not null
    or kind not in ('password_reset', 'factor_reset')),
  constraint declined_in_full check ((declined_by is null) = (declined_at is null)),
  constraint in_time check (confirmed_at is null or expires_at is null or confirmed_at <= expires_at),
  constraint one_end check (confirmed_at is null or declined_at is null)
);
create unique index access_change_waiting on identity.access_change (kind, staff_id, agency_id, team_id, designation)
  nulls not distinct where confirmed_at is null and declined_at is null;
create index access_change_by_staff on identity.access_change (staff_id, asked_at);
grant select, insert on identity.access_change to gloact_app;
grant update (checked_how, confirmed_by, confirmed_at, declined_by, declined_at) on identity.access_change to gloact_app;

insert into identity.access_change (id, kind, agency_id, designation, asked_by, asked_at, confirmed_by, confirmed_at,
  declined_by, declined_at)
select id, 'designation', agency_id, designation, asked_by, asked_at, confirmed_by, confirmed_at, declined_by, declined_at
from identity.designation_request;

insert into identity.access_change (id, kind, staff_id, asked_by, asked_at, expires_at, checked_how, confirmed_by,
  confirmed_at, declined_by, declined_at)
select id, 'factor_reset', staff_id, asked_by, asked_at, expires_at, checked_how, confirmed_by, confirmed_at,
  declined_by, declined_at
from identity.factor_reset;

-- One that waits has no link that its owner could open: it is asked for anew.
update identity.access_change set declined_by = asked_by, declined_at = now()
where kind = 'factor_reset' and confirmed_at is null and declined_at is null;

-- Row-level security: exempt. Read to find out whether one person may be the second of another.
create table identity.account_hold (
  staff_id uuid not null references identity.staff,
  by_id uuid not null references identity.staff,
  kind text not null check (kind in ('invitation', 'password_reset', 'factor_reset', 'enable', 'email', 'administrator')),
  at timestamptz not null,
  constraint of_another check (staff_id <> by_id)
);
create index account_hold_by_staff on identity.account_hold (staff_id, at);
create index account_hold_by_holder on identity.account_hold (by_id, at);
grant select, insert on identity.account_hold to gloact_app;

insert into identity.account_hold (staff_id, by_id, kind, at)
select staff_id, created_by, case kind when 'invitation' then 'invitation' else 'password_reset' end, created_at
from identity.invitation where created_by is not null and created_by <> staff_id;

insert into identity.account_hold (staff_id, by_id, kind, at)
select staff_id, holder, 'factor_reset', confirmed_at
from identity.factor_reset cross join lateral (values (asked_by), (confirmed_by)) as both_of_them (holder)
where confirmed_at is not null;

insert into identity.account_hold (staff_id, by_id, kind, at)
select staff_id, holder, 'administrator', coalesce(confirmed_at, granted_at)
from identity.role_grant cross join lateral (values (granted_by), (confirmed_by)) as both_of_them (holder)
where role = 'administrator' and holder is not null and holder <> staff_id;

alter table identity.invitation drop constraint invitation_kind_check;
alter table identity.invitation add constraint invitation_kind_check check (kind in ('invitation', 'reset', 'factor'));
alter table identity.invitation add column halves boolean not null default false;
alter table identity.invitation add column awaits_second boolean not null default false;
alter table identity.invitation add constraint second_half check (halves or not awaits_second);
grant update (token_hash, awaits_second, expires_at) on identity.invitation to gloact_app;

-- Row-level security: exempt. Read with the session of whoever it is for.
create table identity.access_notice (
  id uuid primary key,
  staff_id uuid not null references identity.staff,
  event text not null check (event in ('asked', 'confirmed', 'declined', 'done', 'recovered')),
  kind text not null,
  about_staff_id uuid references identity.staff,
  agency_id uuid references identity.agency,
  team_id uuid references identity.team,
  role text,
  designation text,
  asked_by uuid references identity.staff,
  second_by uuid references identity.staff,
  at timestamptz not null,
  seen_at timestamptz
);
create index access_notice_unseen on identity.access_notice (staff_id, at) where seen_at is null;
grant select, insert on identity.access_notice to gloact_app;
grant update (seen_at) on identity.access_notice to gloact_app;

insert into identity.access_notice (id, staff_id, event, kind, about_staff_id, asked_by, second_by, at)
select id, staff_id, 'confirmed', 'factor_reset', staff_id, asked_by, confirmed_by, confirmed_at
from identity.factor_reset where confirmed_at is not null and told_at is null;

drop table identity.designation_request;
drop table identity.factor_reset;

comment on table identity.access_change is 'What would let somebody see more, asked by one administrator and confirmed or declined by another. Exempt from row-level security: no row is about a file''s person.';
comment on column identity.access_change.grant_ids is 'The roles that came with a new account and are confirmed with it.';
comment on table identity.account_hold is 'Who had an account in their hands, and when: made it, reset it, enabled it, changed its address, made it an administrator. For a time that the country sets, neither is the other''s second person. Rows are only added. Exempt from row-level security: read to find out who may confirm.';
comment on column identity.invitation.halves is 'Handed over in two halves: the link by whoever asked, its code by whoever confirmed. The hash is of both once it was confirmed.';
comment on column identity.invitation.awaits_second is 'Opens nothing until a second administrator has confirmed it.';
comment on table identity.access_notice is 'What somebody is told on their next screen, until they say that they have read it: what was asked, done or recovered that concerns them. Exempt from row-level security: read with the session.';
