-- People are referred on a track of their own. Only a request of that kind is of a person's file, and it is of no other track.
alter table cooperation.request drop constraint of_no_file;
alter table cooperation.request add constraint of_no_file
  check (file_id is null or kind = 'cooperation.victim_referral');

-- Who a person is and how they are reached: what was handed over or was received, sealed under a key of its own, which recall,
-- erasure and the end of its time destroy.
create table cooperation.handed_over (
  id uuid primary key,
  request_id uuid not null unique references cooperation.request (id),
  sealed bytea not null,
  digest text not null,
  -- The groups of data that it holds; on the receiving side consent is not judged again, and none is named.
  data_groups text[] not null,
  at timestamptz(3) not null,
  destroyed_at timestamptz(3),
  destroyed_because text,
  constraint destroyed_wholly check ((destroyed_at is null) = (destroyed_because is null)),
  constraint destroyed_is_empty check (destroyed_at is null or length(sealed) = 0)
);
alter table cooperation.handed_over enable row level security;
alter table cooperation.handed_over force row level security;
create policy see_handed_over on cooperation.handed_over for select using (
  app.is_system() or exists (select from cooperation.request where request.id = handed_over.request_id)
);
create policy hand_over on cooperation.handed_over for insert with check (app.is_system());
create policy destroy_handed_over on cooperation.handed_over for update using (app.is_system());
grant select, insert on cooperation.handed_over to gloact_app;
grant update (sealed, destroyed_at, destroyed_because) on cooperation.handed_over to gloact_app;

-- Conversations whose content is to be destroyed once the last message in them has been signed for.
create table cooperation.ending_conversation (
  conversation_id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  since timestamptz(3) not null
);
alter table cooperation.ending_conversation enable row level security;
alter table cooperation.ending_conversation force row level security;
create policy end_conversation on cooperation.ending_conversation for all
  using (app.is_system()) with check (app.is_system());
grant select, insert, delete on cooperation.ending_conversation to gloact_app;

comment on schema cooperation is 'Requests for legal assistance to and from other countries, referrals of victims on a track of their own, and the directory of authorities.';
comment on table cooperation.handed_over is 'Who a referred person is: sealed under a key of its own, empty once it was recalled or erased.';
comment on table cooperation.ending_conversation is 'Conversations of referrals that are over, until their content is destroyed. Ids and moments only.';
